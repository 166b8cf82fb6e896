import type { ProcedureInput } from '#contract/api/plans.ts';
import type { ClearStaleRegistrationsFacts } from '#domain/procedures/csv-facts.ts';
import type { Db } from '#server/db/client.ts';
import { arrayFact, arrayForFact } from '#server/fabric/row-facts.ts';
import { csvFacts } from './csv-facts.ts';
import { type Gathered, missingOf } from './gathered.ts';
import { hostFacts } from './host-facts.ts';
import { arraysOf } from './lun-facts.ts';

export async function gatherClearStaleRegistrations(
  db: Db,
  { arrayId, lunIds }: ProcedureInput<'clear-stale-registrations'>,
): Promise<Gathered<ClearStaleRegistrationsFacts>> {
  if (arrayId === undefined) {
    const asked = lunIds ?? [];
    const csvs = await csvFacts(db, { id: { in: asked } });
    const luns = csvs.map(({ lun }) => lun);
    const missing = missingOf('lun', asked, luns);
    if (missing.length > 0) return { missing };
    return { facts: { csvs, arrays: await arraysOf(db, luns), hosts: await hostFacts(db, {}) } };
  }
  const array = await db.array.findUnique({ where: { id: arrayId }, include: arrayForFact });
  if (!array) return { missing: [{ kind: 'array', id: arrayId }] };
  // Also those in quarantine: what was registered on them then may be there still.
  const csvs = await csvFacts(db, { arrayId, kind: 'csv' });
  return { facts: { csvs, arrays: [arrayFact(array)], hosts: await hostFacts(db, {}) } };
}
