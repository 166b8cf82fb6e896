import type { AdvisorCsv, AdvisorInput, AdvisorVm } from '#domain/capacity/advisor-input.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { limitEntries } from '#server/fabric/limit-entries.ts';
import { arrayRegistrations } from './array-registrations.ts';
import { type CsvFabric, csvFabric, type SeenCsv } from './csv-fabric.ts';
import { groupBy } from './group-by.ts';

type Inventory = Pick<AdvisorInput, 'csvs' | 'vms' | 'diskGroups'>;
type Disk = { uniqueId: string; vmId: string; vmName: string };

/**
 * An array's CSVs and the VMs on them, as the inventory has them. Agents report which CSV a VM's disk is on, not how large
 * its file is: a disk alone on a CSV has what the CSV holds; several on one CSV are left where they are, and what the CSV
 * holds counts as not to be moved. IOPS, backup and DR policies are not reported either. @throws ProblemError `not_found`
 */
export async function advisorInventory(arrayId: string): Promise<Inventory> {
  const array = await db.array.findUnique({ where: { id: arrayId } });
  if (!array) throw notFound('array', arrayId);
  const [fabric, entries] = await Promise.all([csvFabric(arrayId), limitEntries()]);
  const { answer } = arrayRegistrations(array, fabric, entries);
  const disks = groupBy(await disksOn(fabric.csvs), (disk) => disk.uniqueId);
  const on = (csv: SeenCsv) => disks.get(csv.uniqueId) ?? [];
  const csvs = fabric.csvs.map((csv, at) => advisorCsv(csv, on(csv).length, fabric, answer.perCsv[at] ?? 0));
  const pools = [...new Set(fabric.csvs.map((csv) => csv.poolId))];
  return { csvs, vms: advisorVms(fabric, on), diskGroups: pools.map((id) => ({ id, iops: null })) };
}

async function disksOn(csvs: readonly SeenCsv[]): Promise<Disk[]> {
  const rows = await db.vmDisk.findMany({
    where: { uniqueId: { in: csvs.map((csv) => csv.uniqueId) } },
    include: { vm: { select: { id: true, name: true } } },
    orderBy: [{ vmId: 'asc' }, { position: 'asc' }],
  });
  return rows.map(({ uniqueId, vm }) => ({ uniqueId, vmId: vm.id, vmName: vm.name }));
}

/** What it holds: unknown counts as full, so that nothing is moved onto it. */
const heldBytes = ({ usedBytes, sizeBytes }: SeenCsv) => usedBytes ?? sizeBytes;

function advisorCsv(csv: SeenCsv, disks: number, { hosts }: CsvFabric, registrations: number): AdvisorCsv {
  const clusters = csv.hostIds.map((id) => hosts.get(id)?.clusterId ?? id);
  return {
    ...{ id: csv.id, name: csv.name, sizeBytes: csv.sizeBytes, diskGroupId: csv.poolId, registrations, exists: true },
    // One that no host sees belongs to no cluster: nothing can be moved on or off it.
    clusterId: clusters[0] ?? csv.id,
    backupPolicy: '',
    drPolicy: '',
    otherBytes: disks === 1 ? 0 : heldBytes(csv),
  };
}

function advisorVms({ csvs }: CsvFabric, on: (csv: SeenCsv) => readonly Disk[]): AdvisorVm[] {
  const vms = new Map<string, AdvisorVm & { disks: { csvId: string; sizeBytes: number }[] }>();
  for (const csv of csvs) {
    const disks = on(csv);
    const alone = disks.length === 1;
    for (const { vmId, vmName } of disks) {
      const policies = { backupPolicy: '', drPolicy: '', iops: null };
      const vm = vms.get(vmId) ?? { id: vmId, name: vmName, ...policies, movable: true, disks: [] };
      vm.disks.push({ csvId: csv.id, sizeBytes: alone ? heldBytes(csv) : 0 });
      vms.set(vmId, alone ? vm : { ...vm, movable: false });
    }
  }
  return [...vms.values()];
}
