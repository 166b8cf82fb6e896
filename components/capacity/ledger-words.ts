import type { ArrayLedgerDto, CsvLedgerDto } from '#contract/api/registrations.ts';

/** SPC-4 5.13. */
const types: Record<number, string> = {
  1: 'write exclusive',
  3: 'exclusive access',
  5: 'write exclusive, registrants only',
  6: 'exclusive access, registrants only',
  7: 'write exclusive, all registrants',
  8: 'exclusive access, all registrants',
};

export function reservationType(type: number): string {
  return types[type] ?? `type ${type}`;
}

/** 'hv-01, channel 2'; the key itself where nobody knows whose it is. */
export function holderWords({ host, channel, key }: NonNullable<CsvLedgerDto['holder']>): string {
  if (!host) return key;
  return channel === null ? host.name : `${host.name}, channel ${channel}`;
}

type Wrong = { missing: number; stale: number; duplicate: number; unknown: number };

/** How many registrations of a CSV are not as they should be. */
export function wrongOf({ keys, missing }: Pick<CsvLedgerDto, 'keys' | 'missing'>): Wrong {
  const many = (state: CsvLedgerDto['keys'][number]['state']) => keys.filter((key) => key.state === state).length;
  return { missing: missing.length, stale: many('stale'), duplicate: many('duplicate'), unknown: many('unknown') };
}

/** '2 missing, 3 stale'; null = nothing is wrong. */
export function wrongWords({ missing, stale, duplicate, unknown }: Wrong): string | null {
  const parts = [
    [missing, 'missing'],
    [stale, 'stale'],
    [duplicate, 'duplicate'],
    [unknown, 'unknown'],
  ] as const;
  const said = parts.flatMap(([count, what]) => (count > 0 ? [`${count.toLocaleString('en')} ${what}`] : []));
  return said.length > 0 ? said.join(', ') : null;
}

/** What is wrong cuts a host off, takes room, or is only not ours. */
export function wrongTone({ missing, stale, duplicate }: Wrong): 'danger' | 'warning' | 'neutral' {
  if (missing > 0) return 'danger';
  return stale + duplicate > 0 ? 'warning' : 'neutral';
}

/** The array that is looked at: the one asked for, or the riskiest that has CSVs. */
export function arrayOf(arrays: readonly ArrayLedgerDto[], asked: string | null): ArrayLedgerDto | null {
  const found = arrays.find(({ array }) => array.id === asked);
  return found ?? arrays.find(({ csvs }) => csvs.length > 0) ?? arrays[0] ?? null;
}
