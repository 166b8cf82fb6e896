import type { AdviceTotals } from './advice.ts';
import type { AdvisorModel } from './advisor-model.ts';

/** Totals over the CSVs that `counts` names; `loads` = bytes of VM disks on each. */
export function adviceTotals(
  { csvs }: AdvisorModel,
  loads: ArrayLike<number>,
  counts: (csv: number) => boolean,
): AdviceTotals {
  const totals: AdviceTotals = { csvs: 0, luns: 0, registrations: 0, sizeBytes: 0, usedBytes: 0, freeBytes: 0 };
  csvs.forEach(({ source }, at) => {
    if (!counts(at)) return;
    const used = source.otherBytes + (loads[at] ?? 0);
    totals.csvs++;
    totals.luns++;
    totals.registrations += source.registrations;
    totals.sizeBytes += source.sizeBytes;
    totals.usedBytes += used;
    // A CSV said to hold more than its size has nothing free: it does not lend to the others.
    totals.freeBytes += Math.max(0, source.sizeBytes - used);
  });
  return totals;
}

/** Bytes of VM disks on each CSV as things are. */
export function loadsNow({ vms, csvs }: AdvisorModel): Float64Array {
  const loads = new Float64Array(csvs.length);
  for (const vm of vms) for (const { csv, size } of vm.disks) loads[csv] = (loads[csv] ?? 0) + size;
  return loads;
}

/** Hours at MB/s (10^6 bytes), to two decimals, rounded up: a copy that takes any time is never said to take none. */
export function copyHours(bytes: number, megabytesPerSecond: number): number {
  const perHundredth = BigInt(megabytesPerSecond) * 1_000_000n * 36n;
  return Number((BigInt(bytes) + perHundredth - 1n) / perHundredth) / 100;
}
