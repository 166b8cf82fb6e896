import type { Constraint } from './placement.ts';

export type AdviceTotals = {
  csvs: number;
  luns: number;
  registrations: number;
  sizeBytes: number;
  usedBytes: number;
  freeBytes: number;
};

export type AdvisedMove = {
  vmId: string;
  vmName: string;
  fromCsvIds: readonly string[];
  toCsvId: string;
  copyBytes: number;
  /** A stop on the way: another move takes it on. */
  staged: boolean;
};

/** A VM that ought to leave where it is and cannot; 'fixed' = it is not to be moved. */
export type BlockedVm = {
  vmId: string;
  vmName: string;
  fault: 'policy' | 'anti-affinity';
  constraint: Constraint | 'fixed';
  why: string;
};

/** One cluster's class of backup × DR: how many CSVs it comes to, and what stands against fewer. */
export type ClassAdvice = {
  clusterId: string;
  backupPolicy: string;
  drPolicy: string;
  csvsBefore: number;
  csvsAfter: number;
  /** No plan has fewer; equal to csvsAfter = proven. */
  lowerBound: number;
  why: string;
};

export type Advice = {
  status: 'proposal' | 'nothing-to-do' | 'infeasible';
  before: AdviceTotals;
  after: AdviceTotals;
  /** In the order they can be carried out. */
  moves: readonly AdvisedMove[];
  keep: readonly { csvId: string; name: string; vms: number; usedBytes: number; freeBytes: number }[];
  create: readonly { csvId: string; name: string; sizeBytes: number }[];
  retire: readonly { csvId: string; name: string; sizeBytes: number; reason: 'empty' | 'emptied' }[];
  copyBytes: number;
  /** At the given MB/s, two decimals, rounded up. */
  copyHours: number;
  blocked: readonly BlockedVm[];
  classes: readonly ClassAdvice[];
  unmeasuredVms: number;
  /** What first-fit decreasing would do; null where it finds no plan. */
  firstFitDecreasing: { csvs: number; moves: number } | null;
};
