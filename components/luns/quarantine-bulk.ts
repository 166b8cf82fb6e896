import { paths } from '#contract/paths.ts';

/** What can be done with LUNs in quarantine, and why not with the others. */
export function quarantineBulk(operateRefusal: string | null) {
  const list = (selected: ReadonlySet<string>) => `?luns=${[...selected].join(',')}`;
  return {
    restoreHref: (selected: ReadonlySet<string>) => `${paths.restoreLuns()}${list(selected)}`,
    purgeHref: (selected: ReadonlySet<string>) => `${paths.purgeLuns()}${list(selected)}`,
    refusal(
      selected: ReadonlySet<string>,
      rows: readonly { id: string; name: string; state: string }[],
    ): string | null {
      if (operateRefusal) return operateRefusal;
      const other = rows.find((row) => selected.has(row.id) && row.state !== 'quarantined');
      return other ? `${other.name} is not in quarantine; only LUNs in quarantine can be restored or destroyed.` : null;
    },
  };
}
