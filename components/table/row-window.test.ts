import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowWindow, windowedFromRows } from './row-window.ts';

it('draws a short page whole', () => {
  expect(rowWindow(50, 32, 0, 900)).toEqual({ start: 0, end: 50, beforePx: 0, afterPx: 0 });
});

it('always keeps the height of the whole and covers what is on the screen', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: windowedFromRows, max: 10_000 }),
      fc.constantFrom(32, 40),
      fc.integer({ min: -2000, max: 500_000 }),
      fc.integer({ min: 200, max: 3000 }),
      (rows, rowHeight, scrolledPx, viewPx) => {
        const { start, end, beforePx, afterPx } = rowWindow(rows, rowHeight, scrolledPx, viewPx);
        expect(beforePx + (end - start) * rowHeight + afterPx).toBe(rows * rowHeight);
        expect(end).toBeGreaterThan(start);
        const firstSeen = Math.max(0, Math.floor(scrolledPx / rowHeight));
        if (scrolledPx >= 0 && firstSeen < rows) expect(start).toBeLessThanOrEqual(firstSeen);
        expect(end - start).toBeLessThanOrEqual(Math.ceil(viewPx / rowHeight) + 26);
      },
    ),
  );
});
