'use client';

import { useCallback, useEffect, useRef } from 'react';

/** Answers the value of the latest drawing, by a function that never changes: for what is pressed, not for what is drawn. */
export function useLatest<T>(value: T): () => T {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
}
