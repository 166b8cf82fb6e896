import { z } from 'zod';
import type { CsvCountInput } from '#domain/capacity/csv-count-input.ts';

/** A row of the planner: VMs of one kind. */
export const Workload = z.object({
  /** Its place in the form, so that a row keeps its focus while its name is written. */
  key: z.string(),
  name: z.string(),
  vms: z.number().nullable(),
  backupPolicy: z.string(),
  drPolicy: z.string(),
  /** Of one VM, measured; null = unmeasured. */
  iops: z.number().nullable(),
  /** Every VM of it on a CSV of its own. */
  apart: z.boolean(),
});
export type Workload = z.infer<typeof Workload>;

/** So many VMs are recounted while a person types; the API takes more. */
export const MAX_PLANNED_VMS = 2_000;

export type WorkloadFault = { key: string; sentence: string };

/** The rows as the calculator takes them, or what is wrong with them. */
export function csvCountInput(
  workloads: readonly Workload[],
  diskGroupIops: number | null,
): { input: CsvCountInput | null; faults: WorkloadFault[] } {
  const named = workloads.map((workload, at) => ({ ...workload, name: workload.name.trim() || `Workload ${at + 1}` }));
  const faults = named.flatMap((workload) => faultsOf(workload, named));
  const total = named.reduce((sum, { vms }) => sum + (vms ?? 0), 0);
  if (total > MAX_PLANNED_VMS)
    faults.push({
      key: 'all',
      sentence: `${total} VMs are too many to recount as you type: at most ${MAX_PLANNED_VMS}.`,
    });
  if (faults.length > 0) return { input: null, faults };
  const idsOf = ({ name, vms }: Workload) => Array.from({ length: vms ?? 0 }, (_, at) => `${name} ${at + 1}`);
  const vms = named.flatMap((workload) =>
    idsOf(workload).map((id) => ({
      id,
      backupPolicy: workload.backupPolicy.trim() || 'none',
      drPolicy: workload.drPolicy.trim() || 'none',
      iops: workload.iops,
    })),
  );
  const apart = named.filter((workload) => workload.apart).map((one) => ({ name: one.name, vmIds: idsOf(one) }));
  return { input: { vms, apart, diskGroupIops }, faults: [] };
}

function faultsOf({ key, name, vms, iops }: Workload, all: readonly Workload[]): WorkloadFault[] {
  const faults: WorkloadFault[] = [];
  const say = (what: string) => faults.push({ key, sentence: `${name}: ${what}` });
  if (vms === null || !Number.isInteger(vms) || vms < 1) say('say how many VMs, a whole number from 1 on.');
  if (iops !== null && (!Number.isInteger(iops) || iops < 0)) say('IOPS are a whole number, or left empty.');
  if (all.find((one) => one.name === name)?.key !== key) say('another row has this name.');
  return faults;
}
