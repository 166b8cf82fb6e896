'use client';

import { type RefObject, useEffect, useState } from 'react';
import { type RowWindow, rowWindow, windowedFromRows } from './row-window.ts';

const stackedBelowPx = 640;

/** The rows to draw as the page scrolls. Stacked rows have no common height and are all drawn. */
export function useRowWindow(body: RefObject<HTMLTableSectionElement | null>, rows: number): RowWindow {
  const whole: RowWindow = { start: 0, end: rows, beforePx: 0, afterPx: 0 };
  const [view, setView] = useState<{ rows: number; window: RowWindow } | null>(null);
  useEffect(() => {
    if (rows < windowedFromRows) return setView(null);
    const measure = () => setView({ rows, window: measureWindow(body.current, rows) });
    measure();
    window.addEventListener('scroll', measure, { passive: true, capture: true });
    window.addEventListener('resize', measure);
    return () => {
      window.removeEventListener('scroll', measure, { capture: true });
      window.removeEventListener('resize', measure);
    };
  }, [body, rows]);
  if (view?.rows === rows) return view.window;
  return rows < windowedFromRows ? whole : rowWindow(rows, 32, 0, 1200);
}

function measureWindow(body: HTMLTableSectionElement | null, rows: number): RowWindow {
  const row = body?.querySelector<HTMLElement>('tr[data-row]');
  if (!body || !row || body.clientWidth < stackedBelowPx) return { start: 0, end: rows, beforePx: 0, afterPx: 0 };
  return rowWindow(rows, row.getBoundingClientRect().height, -body.getBoundingClientRect().top, window.innerHeight);
}
