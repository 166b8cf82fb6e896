/** One measured figure. `bound` null = told, not held to anything; `ratioTo` names what `ratio` compares it with. */
export type BenchRow = {
  what: string;
  value: number;
  unit: string;
  bound: number | null;
  ok: boolean;
  ratioTo?: string;
  ratio?: number;
};

/**
 * CPU milliseconds of this process, the median of several runs after some that warm up. The calculators wait for nothing,
 * so on an idle machine this is the time on the clock, and on a busy one it still says what they need.
 */
export function medianMs(run: () => void, { warmUps, runs }: { warmUps: number; runs: number }): number {
  for (let at = 0; at < warmUps; at++) run();
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  times.sort((a, b) => a - b);
  return round(times[Math.floor(runs / 2)] ?? 0);
}

export function atMost(what: string, value: number, unit: string, bound: number): BenchRow {
  return { what, value, unit, bound, ok: value <= bound };
}

/** As a table for people. */
export function tableOf(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ what, value, unit, bound, ok, ratioTo, ratio }) => [
    what,
    `${value.toLocaleString('en')} ${unit}`,
    bound === null ? '' : `<= ${bound.toLocaleString('en')} ${unit}`,
    ratio === undefined ? '' : `${ratio} × ${ratioTo}`,
    ok ? 'ok' : 'MISSED',
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const round = (value: number) => Math.round(value * 100) / 100;
