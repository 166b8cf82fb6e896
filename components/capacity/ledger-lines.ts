import type { ArrayLedgerDto, CsvLedgerDto, LedgerKeyDto } from '#contract/api/registrations.ts';

/** A key that is or should be on a CSV, as a line of a list. */
export type LedgerLine = {
  id: string;
  csv: { id: string; name: string };
  key: string;
  state: LedgerKeyDto['state'] | 'missing';
  host: { id: string; name: string } | null;
  channel: number | null;
  count: number;
  why: string | null;
};

const order: readonly LedgerLine['state'][] = ['missing', 'stale', 'duplicate', 'unknown', 'registered'];

/** Every key of a CSV: what is missing and what is there, the worst first. */
export function linesOf({ lun, keys, missing, lostAt }: CsvLedgerDto): LedgerLine[] {
  const lacking = missing.map(({ key, host, channel }) => ({
    ...{ id: `${lun.id} missing ${key}`, csv: lun, key, state: 'missing' as const, host, channel, count: 0 },
    why: lostAt === null ? 'should be registered and is not' : 'gone since the target restarted',
  }));
  const held = keys.map(({ key, state, host, channel, count, why }) => ({
    ...{ id: `${lun.id} ${key}`, csv: lun, key, state, host, channel, count, why },
  }));
  return [...lacking, ...held].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

/** The lines that want to be read, over all CSVs, the worst first. */
export function linesToRead(csvs: readonly CsvLedgerDto[]): LedgerLine[] {
  const lines = csvs.flatMap(linesOf).filter(({ state }) => state !== 'registered');
  return lines.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

/** One line of the CSV file per LUN. */
export function lunRecords(arrays: readonly ArrayLedgerDto[]): Record<string, unknown>[] {
  return arrays.flatMap(({ array, csvs, limitScope }) =>
    csvs.map((csv) => ({
      array: array.name,
      lun: csv.lun.name,
      uniqueId: csv.uniqueId,
      planned: csv.planned,
      actual: csv.actual ?? 'unknown',
      limit: csv.limit ?? (limitScope === null || limitScope === 'lun' ? 'unknown' : `counted per ${limitScope}`),
      verdict: csv.verdict,
      holder: csv.holder?.host?.name ?? csv.holder?.key,
      holderChannel: csv.holder?.channel,
      holderType: csv.holder?.type,
      generation: csv.generation,
      lostAt: csv.lostAt,
      ...countsOf(csv),
    })),
  );
}

function countsOf(csv: CsvLedgerDto) {
  const lines = linesOf(csv);
  const named = (state: LedgerLine['state']) =>
    lines
      .filter((line) => line.state === state)
      .map(({ host, channel, key }) => (host ? `${host.name}/${channel}` : key))
      .join(' ');
  return { missing: named('missing'), stale: named('stale'), duplicate: named('duplicate'), unknown: named('unknown') };
}
