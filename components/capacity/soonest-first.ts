import type { ForecastDto } from '#contract/api/capacity-records.ts';

type Line = Pick<ForecastDto, 'reaches' | 'current'>;

/** Soonest full first; those that never fill by how full they are, those without data last. */
export function soonestFirst(a: Line, b: Line): number {
  const [x, y] = [keysOf(a), keysOf(b)];
  for (const [at, key] of x.entries()) {
    const other = y[at] ?? 0;
    if (key !== other) return key - other;
  }
  return 0;
}

function keysOf({ reaches, current }: Line): number[] {
  const full = reaches.find(({ percent }) => percent === 100);
  const never = Number.MAX_SAFE_INTEGER;
  return [full?.days ?? never, full?.earliestDays ?? never, -(current?.usedPercent ?? -1)];
}
