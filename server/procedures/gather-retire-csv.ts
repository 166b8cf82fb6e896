import type { ProcedureInput } from '#contract/api/plans.ts';
import type { RetireCsvFacts } from '#domain/procedures/csv-facts.ts';
import type { Db } from '#server/db/client.ts';
import { csvFacts } from './csv-facts.ts';
import type { GatherContext, Gathered } from './gathered.ts';
import { hostFacts } from './host-facts.ts';
import { arraysOf } from './lun-facts.ts';
import { quarantineUntil } from './quarantine-until.ts';

export async function gatherRetireCsv(
  db: Db,
  { lunId }: ProcedureInput<'retire-csv'>,
  { now }: GatherContext,
): Promise<Gathered<RetireCsvFacts>> {
  const [csv] = await csvFacts(db, { id: lunId });
  if (!csv) return { missing: [{ kind: 'lun', id: lunId }] };
  const [array] = await arraysOf(db, [csv.lun]);
  if (!array) throw new Error(`no array was found for LUN ${csv.lun.name}`);
  return { facts: { csv, array, hosts: await hostFacts(db, {}), quarantineUntil: await quarantineUntil(db, now) } };
}
