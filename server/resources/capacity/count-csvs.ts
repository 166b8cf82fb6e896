import { csvCount } from '#domain/capacity/csv-count.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import type { Context } from '#server/http/handle.ts';
import { answered } from './answered.ts';

/** How many CSVs a set of VMs needs, with the reason for each. @throws ProblemError `validation_failed` */
export async function countCsvs(actor: Actor, body: Context<'capacity.csv-count'>['body']) {
  requireRole(actor, 'viewer');
  const { classes, csvs, ...answer } = answered(csvCount(body));
  return { ...answer, classes: [...classes], csvs: csvs.map((csv) => ({ ...csv, vmIds: [...csv.vmIds] })) };
}
