import { type ApartRule, type CsvCountInput, type PlannedVm, refuseCsvCount } from './csv-count-input.ts';
import { colourGraph, type Graph } from './graph-colouring.ts';
import { packByIops } from './iops-packing.ts';
import { answer, type Outcome, refuse } from './outcome.ts';

export type PlannedCsv = {
  backupPolicy: string;
  drPolicy: string;
  vmIds: readonly string[];
  /** Measured IOPS of its VMs; the unmeasured count nothing. */
  iops: number;
  reason: 'policy' | 'anti-affinity' | 'iops';
  why: string;
};

export type CsvClass = {
  backupPolicy: string;
  drPolicy: string;
  vms: number;
  iops: number;
  csvs: number;
  lowerBound: number;
};

export type CsvCountAnswer = {
  /** A plan with so many CSVs is shown in `csvs`; none has fewer than `lowerBound`. */
  count: number;
  lowerBound: number;
  exact: boolean;
  classes: readonly CsvClass[];
  csvs: readonly PlannedCsv[];
  iops: {
    state: 'measured' | 'partly-measured' | 'unmeasured';
    demand: number | null;
    unmeasuredVms: number;
    perDiskGroup: number | null;
    diskGroupsNeeded: number | null;
  };
};

type ClassPlan = { csvClass: CsvClass; csvs: PlannedCsv[] };

/**
 * How many CSVs a set of VMs needs: one for each class of backup policy × DR policy, more where VMs must be apart (graph
 * colouring) or where measured IOPS pass what one disk group gives. Every CSV says why it is there.
 */
export function csvCount(input: CsvCountInput): Outcome<CsvCountAnswer> {
  const refusals = refuseCsvCount(input);
  if (refusals.length > 0) return refuse(refusals);
  const neighbours = apartFrom(input);
  const plans = classesOf(input.vms).map((vms) => planClass(vms, neighbours, input));
  const csvs = plans.flatMap((plan) => plan.csvs);
  const lowerBound = plans.reduce((sum, plan) => sum + plan.csvClass.lowerBound, 0);
  return answer({
    count: csvs.length,
    lowerBound,
    exact: csvs.length === lowerBound,
    classes: plans.map((plan) => plan.csvClass),
    csvs,
    iops: iopsOf(input),
  });
}

function planClass(
  vms: readonly PlannedVm[],
  apart: ReadonlyMap<string, ReadonlySet<string>>,
  input: CsvCountInput,
): ClassPlan {
  const at = new Map(vms.map((vm, index) => [vm.id, index]));
  const graph: Graph = vms.map((vm) => new Set([...(apart.get(vm.id) ?? [])].flatMap((id) => at.get(id) ?? [])));
  const colouring = colourGraph(graph);
  const iops = vms.map((vm) => vm.iops ?? 0);
  const packed = packByIops(graph, colouring.colours, iops, input.diskGroupIops);
  const count = packed.reduce((most, csv) => Math.max(most, csv + 1), 0);
  const total = iops.reduce((a, b) => a + b, 0);
  const byIops = input.diskGroupIops === null ? 1 : Math.ceil(total / input.diskGroupIops);
  const { backupPolicy, drPolicy } = vms[0] as PlannedVm;
  const lowerBound = Math.max(colouring.lowerBound, byIops);
  const csvClass = { backupPolicy, drPolicy, vms: vms.length, iops: total, csvs: count, lowerBound };
  // Once for the class: there may be thousands of rules.
  const rules = input.apart
    .map(({ name, vmIds }) => ({ name, vmIds: vmIds.filter((id) => at.has(id)) }))
    .sort((a, b) => b.vmIds.length - a.vmIds.length);
  const csvs = Array.from({ length: count }, (_, csv): PlannedCsv => {
    const members = vms.filter((_vm, index) => packed[index] === csv);
    const reason = csv === 0 ? 'policy' : csv < colouring.count ? 'anti-affinity' : 'iops';
    const measured = members.reduce((sum, vm) => sum + (vm.iops ?? 0), 0);
    const vmIds = members.map((vm) => vm.id);
    return {
      backupPolicy,
      drPolicy,
      vmIds,
      iops: measured,
      reason,
      why: whyOf(reason, csv, csvClass, input.diskGroupIops, rules[0]),
    };
  });
  return { csvClass, csvs };
}

function whyOf(
  reason: PlannedCsv['reason'],
  csv: number,
  of: CsvClass,
  diskGroupIops: number | null,
  largest?: ApartRule,
) {
  if (reason === 'policy')
    return `Backup '${of.backupPolicy}' × DR '${of.drPolicy}': policies hold for a whole CSV, so no other class shares it.`;
  if (reason === 'iops') {
    const figures = `${of.iops} IOPS are measured in this class and a disk group gives ${diskGroupIops}`;
    return `${figures}: put this CSV on another disk group, for CSVs of one group share its spindles.`;
  }
  if (!largest || largest.vmIds.length <= csv)
    return `The rules of this class together need ${csv + 1} CSVs, though none does alone.`;
  const shown = largest.vmIds.slice(0, 5).join(', ') + (largest.vmIds.length > 5 ? ' …' : '');
  return `'${largest.name}' keeps ${largest.vmIds.length} VMs of this class on different CSVs: ${shown}.`;
}

function classesOf(vms: readonly PlannedVm[]): PlannedVm[][] {
  const classes = new Map<string, PlannedVm[]>();
  for (const vm of vms) {
    const key = JSON.stringify([vm.backupPolicy, vm.drPolicy]);
    const members = classes.get(key);
    if (members) members.push(vm);
    else classes.set(key, [vm]);
  }
  return [...classes.values()];
}

function apartFrom({ apart }: CsvCountInput): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>();
  for (const { vmIds } of apart)
    for (const vm of vmIds) {
      const others = neighbours.get(vm) ?? new Set();
      neighbours.set(vm, others);
      for (const other of vmIds) if (other !== vm) others.add(other);
    }
  return neighbours;
}

function iopsOf({ vms, diskGroupIops }: CsvCountInput): CsvCountAnswer['iops'] {
  const measured = vms.flatMap((vm) => (vm.iops === null ? [] : [vm.iops]));
  const unmeasuredVms = vms.length - measured.length;
  const demand = measured.length === 0 ? null : measured.reduce((a, b) => a + b, 0);
  const state = measured.length === 0 ? 'unmeasured' : unmeasuredVms > 0 ? 'partly-measured' : 'measured';
  const diskGroupsNeeded =
    demand === null || diskGroupIops === null ? null : Math.max(1, Math.ceil(demand / diskGroupIops));
  return { state, demand, unmeasuredVms, perDiskGroup: diskGroupIops, diskGroupsNeeded };
}
