'use client';

import { startTransition, useEffect, useRef, useState } from 'react';
import { useLatest } from './use-latest.ts';

/** The value, following at most every `everyMs` while it changes: for a picture that need not keep up with a hand. */
export function useCalm<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value);
  const latest = useLatest(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    if (timer.current !== null || value === shown) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      startTransition(() => setShown(latest()));
    }, everyMs);
  }, [value, shown, latest, everyMs]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return shown;
}
