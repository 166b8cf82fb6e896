import { paths } from '#contract/paths.ts';
import type { CheckDto } from '#contract/problem.ts';

/** Where a remedy is carried out: the page that it names, or the wizard of its procedure. null = a person must do it elsewhere. */
export function remedyHref(remedy: NonNullable<CheckDto['remedy']>): string | null {
  if (remedy.href) return remedy.href;
  const { templateId, goldenLunId } = remedy.input ?? {};
  if (remedy.procedure === 'seal-golden' && typeof templateId === 'string') return paths.sealGolden(templateId);
  if (remedy.procedure === 'unseal-golden' && typeof templateId === 'string') return paths.unsealGolden(templateId);
  if (remedy.procedure === 'clone-luns' && typeof goldenLunId === 'string') return paths.cloneLuns(goldenLunId);
  return remedy.procedure === 'clone-vms' && typeof templateId === 'string' ? paths.cloneVms(templateId) : null;
}
