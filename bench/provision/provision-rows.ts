import { availableParallelism } from 'node:os';
import { type BenchRow, round } from '#bench/capacity/bench-row.ts';

/** A row and which way its bound holds; the direction is for the table alone. */
export type Held = BenchRow & { atLeast: boolean };

export function bounded(
  what: string,
  value: number,
  unit: string,
  limit: { atMost: number } | { atLeast: number } | null,
  compared?: { to: string; ratio: number },
): Held {
  const atLeast = limit !== null && 'atLeast' in limit;
  const bound = limit === null ? null : 'atLeast' in limit ? limit.atLeast : limit.atMost;
  const ok = bound === null || (atLeast ? value >= bound : value <= bound);
  const ratio = compared ? { ratioTo: compared.to, ratio: round(compared.ratio) } : {};
  return { what, value: round(value), unit, bound, ok, ...ratio, atLeast };
}

export const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** As a table for people, in Markdown. */
export function markdownOf(rows: readonly Held[]): string {
  const lines = rows.map(({ what, value, unit, bound, ok, ratioTo, ratio, atLeast }) => {
    const limit = bound === null ? '' : `${atLeast ? '≥' : '≤'} ${bound} ${unit}`;
    const compared = ratio === undefined ? '' : `${ratio} × ${ratioTo}`;
    return `| ${what} | ${value} ${unit} | ${limit} | ${compared} | ${bound === null ? '' : ok ? 'ok' : '**missed**'} |`;
  });
  return ['| what | measured | bound | compared | |', '|---|---|---|---|---|', ...lines].join('\n');
}

/** What the figures were measured on; they mean little without it. */
export const machine = () => `${availableParallelism()} CPUs, Node ${process.version}, ${process.platform}`;
