import type { AdvisorCsv, AdvisorInput, AdvisorVm } from './advisor-input.ts';

/** A CSV for tests and benchmarks: 1,000 bytes, empty, on its own. */
export function madeCsv(id: string, over: Partial<AdvisorCsv> = {}): AdvisorCsv {
  const policies = { clusterId: 'k', backupPolicy: 'n', drPolicy: 'n' };
  return {
    id,
    name: id,
    ...policies,
    sizeBytes: 1000,
    otherBytes: 0,
    diskGroupId: null,
    registrations: 4,
    exists: true,
    ...over,
  };
}

/** A VM for tests and benchmarks, with one disk. */
export function madeVm(id: string, csvId: string, sizeBytes: number, over: Partial<AdvisorVm> = {}): AdvisorVm {
  const policies = { backupPolicy: 'n', drPolicy: 'n' };
  return { id, name: id, ...policies, iops: null, movable: true, disks: [{ csvId, sizeBytes }], ...over };
}

/** An inventory of such pieces: a reserve of 10 %, copies at 100 MB/s. */
export function madeInput(over: Partial<AdvisorInput>): AdvisorInput {
  return { csvs: [], vms: [], diskGroups: [], apart: [], reservePercent: 10, copyMegabytesPerSecond: 100, ...over };
}

const GIB = 1024 ** 3;
const CLASSES = [
  { backupPolicy: 'nightly', drPolicy: 'none' },
  { backupPolicy: 'nightly', drPolicy: 'sync' },
  { backupPolicy: 'hourly', drPolicy: 'sync' },
];

/**
 * A cluster that grew too many CSVs: VMs of 20 to 400 GiB dealt over CSVs of 1, 2 or 4 TiB in three classes and six disk
 * groups, every twentieth VM in a farm of four that are kept apart. The same numbers give the same inventory.
 */
export function madeInventory({ csvs, vms, seed }: { csvs: number; vms: number; seed: number }): AdvisorInput {
  const random = sequence(seed);
  const classAt = (at: number) => CLASSES[at % CLASSES.length] ?? CLASSES[0];
  const made = Array.from({ length: csvs }, (_, at) => {
    const sizeBytes = [1024, 2048, 4096][random(3)] ?? 1024;
    return madeCsv(`csv-${at}`, {
      ...classAt(at),
      sizeBytes: sizeBytes * GIB,
      diskGroupId: `group-${at % 6}`,
      registrations: 64,
    });
  });
  const free = made.map((csv) => csv.sizeBytes);
  const placed = Array.from({ length: vms }, (_, at) => {
    const sizeBytes = (20 + random(381)) * GIB;
    const start = random(csvs);
    const found = made.findIndex((_csv, step) => (free[(start + step) % csvs] ?? 0) >= sizeBytes);
    const home = (start + Math.max(found, 0)) % csvs;
    free[home] = (free[home] ?? 0) - sizeBytes;
    return madeVm(`vm-${at}`, `csv-${home}`, sizeBytes, {
      ...classAt(home),
      iops: random(4) === 0 ? null : 10 + random(150),
    });
  });
  const farms = placed.filter((_, at) => at % 20 === 0);
  const apart = Array.from({ length: Math.floor(farms.length / 4) }, (_, at) => {
    return { name: `farm-${at}`, vmIds: farms.slice(at * 4, at * 4 + 4).map((vm) => vm.id) };
  });
  const diskGroups = Array.from({ length: 6 }, (_, at) => ({ id: `group-${at}`, iops: Math.max(1000, vms * 20) }));
  return { csvs: made, vms: placed, diskGroups, apart, reservePercent: 10, copyMegabytesPerSecond: 400 };
}

/** Park and Miller's minimal standard generator: chance that can be repeated. */
function sequence(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
