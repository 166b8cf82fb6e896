import type { z } from 'zod';
import type { PlanDto, PlanRowDto } from '#contract/api/plans.ts';

export function rowOf(plan: PlanDto, key: string): z.infer<typeof PlanRowDto> {
  const row = plan.rows.find((one) => one.key === key);
  if (!row) throw new Error(`The plan has no row ${key}.`);
  return row;
}
