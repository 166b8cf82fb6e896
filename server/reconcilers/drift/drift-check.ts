import type { ClientBase } from 'pg';
import type { FindingDraft } from '#server/inventory/settle-findings.ts';

/** One thing that should not be. `find` answers what of it there is now; null = cannot be told at the moment. */
export type DriftCheck = { name: string; find: (tx: ClientBase) => Promise<FindingDraft[] | null> };

/** 'a, b and 3 more', for sentences. */
export function listed(names: string[], most = 5): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}
