import { expect, it } from 'vitest';
import { formatRelative } from './format-relative.ts';

const now = Date.UTC(2026, 2, 12, 14, 0, 0);

it.each([
  [now, 'just now'],
  [now - 42_000, '42 s ago'],
  [now - 4 * 60_000, '4 min ago'],
  [now - 35 * 3_600_000, '35 h ago'],
  [now - 59 * 86_400_000, '59 d ago'],
  [now - 400 * 86_400_000, '13 months ago'],
  [now + 12 * 86_400_000, 'in 12 d'],
])('%d reads %s', (atMs, text) => {
  expect(formatRelative(atMs, now)).toBe(text);
});
