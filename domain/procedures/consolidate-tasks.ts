import { csvHolding } from '#domain/capacity/csv-holding.ts';
import type { HostFact, VmFact } from '#domain/fabric/facts.ts';
import type { ConsolidateCsvsFacts } from './csv-facts.ts';
import { type CsvTask, csvTasks } from './csv-registrations.ts';

export type ConsolidateCsvsInput = {
  /** In the order they are to be made. */
  moves: { vmId: string; fromLunId: string; toLunId: string }[];
  /** CSVs that are empty after the moves. */
  retireLunIds: string[];
  /** Per migration, 1 MB = 10^6 bytes; null = as fast as it goes. */
  megabytesPerSecond: number | null;
};

/** `positions` of what the VM has on `from`, none = nothing; `bytes` null = not known. */
export type MoveTask = {
  vm: VmFact;
  host: HostFact;
  from: CsvTask;
  to: CsvTask;
  positions: number[];
  bytes: number | null;
};
/** `csvs` are all that are spoken of, those to retire among them. */
export type ConsolidateTasks = { moves: MoveTask[]; csvs: CsvTask[]; retired: CsvTask[] };

/** @throws when the facts lack something that the input names */
export function consolidateTasks(input: ConsolidateCsvsInput, facts: ConsolidateCsvsFacts): ConsolidateTasks {
  const retireIds = [...new Set(input.retireLunIds)];
  const itemOf = (id: string) => {
    const at = retireIds.indexOf(id);
    return at < 0 ? 'kept' : `csv-${at + 1}`;
  };
  const taskOf = csvTasks(facts);
  const csvs = new Map(facts.csvs.map((csv) => [csv.lun.id, taskOf(itemOf(csv.lun.id), csv)]));
  const vms = new Map(facts.vms.map((vm) => [vm.id, vm]));
  const hosts = new Map(facts.hosts.map((host) => [host.id, host]));
  const moves = input.moves.map(({ vmId, fromLunId, toLunId }): MoveTask => {
    const vm = known(vms, vmId, 'VM');
    const [from, to] = [known(csvs, fromLunId, 'CSV'), known(csvs, toLunId, 'CSV')];
    return { vm, host: known(hosts, vm.hostId, 'host'), from, to, ...onCsv(vm, from) };
  });
  return { moves, csvs: [...csvs.values()], retired: retireIds.map((id) => known(csvs, id, 'CSV')) };
}

function onCsv({ id }: VmFact, { csv }: CsvTask): Pick<MoveTask, 'positions' | 'bytes'> {
  const { disks } = csvHolding(csv.lun, csv.disks);
  const own = csv.disks.flatMap(({ vmId, position }, at) =>
    vmId === id ? [{ position, bytes: disks[at] ?? null }] : [],
  );
  const bytes = own.reduce<number | null>(
    (sum, disk) => (sum === null || disk.bytes === null ? null : sum + disk.bytes),
    0,
  );
  return { positions: own.map(({ position }) => position), bytes };
}

function known<T>(all: ReadonlyMap<string, T>, id: string, what: string): T {
  const found = all.get(id);
  if (found === undefined) throw new Error(`${what} ${id} is not among the facts`);
  return found;
}
