import type { z } from 'zod';
import type { PlanDto, PlanRowDto } from '#contract/api/plans.ts';

export type Row = z.infer<typeof PlanRowDto>;

export function rowOf(plan: PlanDto, key: string): Row {
  const row = plan.rows.find((one) => one.key === key);
  if (!row) throw new Error(`The plan has no row ${key}.`);
  return row;
}

/** What simulated systems call the acts behind operations. */
const acts: Record<string, string> = {
  'disk.offline': 'offline',
  'disk.online': 'online',
  'disk.probe-write': 'probe',
  'masking.remove': 'unpresent',
  'masking.present': 'present',
  'masking-set.create': 'create',
  'masking-set.delete': 'delete',
  'lun.create': 'create',
  'lun.clone': 'clone',
  'lun.delete': 'delete',
  'lun.set-quarantine': 'quarantine',
  'vm.create': 'create',
  'vm.start': 'start',
  'vm.stop': 'stop',
  'vm.delete': 'delete',
};

export function actOf(operation: string): string {
  const act = acts[operation];
  if (!act) throw new Error(`Nothing says how simulated systems call ${operation}.`);
  return act;
}

/** Name of the object a row is about, as the simulated system knows it. */
export function objectOf(plan: PlanDto, { params, item }: Row): string {
  if (typeof params.name === 'string') return params.name;
  return plan.items.find(({ key }) => key === item)?.title ?? '';
}
