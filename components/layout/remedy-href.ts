import { paths } from '#contract/paths.ts';
import type { CheckDto } from '#contract/problem.ts';

/** Where a remedy is carried out: the page that it names, or the wizard of its procedure. null = a person must do it elsewhere. */
export function remedyHref(remedy: NonNullable<CheckDto['remedy']>): string | null {
  if (remedy.href) return remedy.href;
  const { templateId, goldenLunId, lunId, lunIds, arrayId, clusterId } = remedy.input ?? {};
  const { procedure } = remedy;
  if (procedure === 'seal-golden' && typeof templateId === 'string') return paths.sealGolden(templateId);
  if (procedure === 'unseal-golden' && typeof templateId === 'string') return paths.unsealGolden(templateId);
  if (procedure === 'clone-luns' && typeof goldenLunId === 'string') return paths.cloneLuns(goldenLunId);
  if (procedure === 'clone-vms' && typeof templateId === 'string') return paths.cloneVms(templateId);
  if (procedure === 'retire-csv' && typeof lunId === 'string') return paths.retireCsv(lunId);
  if (procedure === 'create-csv') return paths.newCsv(typeof clusterId === 'string' ? clusterId : undefined);
  // Its moves are the advisor's to propose.
  if (procedure === 'consolidate-csvs') return paths.csvPlan();
  if (procedure !== 'clear-stale-registrations') return null;
  if (typeof arrayId === 'string') return paths.clearStale({ arrayId });
  return Array.isArray(lunIds) ? paths.clearStale({ lunIds: lunIds.map(String) }) : null;
}
