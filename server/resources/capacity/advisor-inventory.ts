import type { AdvisorCsv, AdvisorInput, AdvisorVm } from '#domain/capacity/advisor-input.ts';
import { csvHolding } from '#domain/capacity/csv-holding.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { type CsvFabric, csvFabric, type SeenCsv } from '#server/fabric/csv-fabric.ts';
import { limitEntries } from '#server/fabric/limit-entries.ts';
import { throughPrisma } from '#server/fabric/read-rows.ts';
import { arrayRegistrations } from './array-registrations.ts';
import { groupBy } from './group-by.ts';

type Inventory = Pick<AdvisorInput, 'csvs' | 'vms' | 'diskGroups'>;
type Disk = { uniqueId: string; vmId: string; vmName: string; sizeBytes: number | null };

/**
 * An array's CSVs and the VMs on them, as the inventory has them; ids are those of LUNs and VMs. Agents tell how large the
 * files of VMs are that share a CSV; one that is not told has what the CSV holds beside the others, several that are not
 * told are left where they are. IOPS, backup and DR policies are not reported. @throws ProblemError `not_found`
 */
export async function advisorInventory(arrayId: string): Promise<Inventory> {
  const array = await db.array.findUnique({ where: { id: arrayId } });
  if (!array) throw notFound('array', arrayId);
  const [{ csvs: seen, hosts }, entries] = await Promise.all([csvFabric(throughPrisma(db), arrayId), limitEntries()]);
  const fabric = { csvs: seen.filter(({ isCsv }) => isCsv), hosts };
  const { answer } = arrayRegistrations(array, fabric, entries);
  const disks = groupBy(await disksOn(fabric.csvs), (disk) => disk.uniqueId.toLowerCase());
  const holdings = fabric.csvs.map((csv) => holdingOf(csv, disks.get(csv.uniqueId.toLowerCase()) ?? []));
  const csvs = holdings.map((holding, at) => advisorCsv(holding, fabric, answer.perCsv[at] ?? 0));
  const pools = [...new Set(fabric.csvs.map((csv) => csv.poolId))];
  return { csvs, vms: advisorVms(holdings), diskGroups: pools.map((id) => ({ id, iops: null })) };
}

async function disksOn(csvs: readonly SeenCsv[]): Promise<Disk[]> {
  const rows = await db.vmDisk.findMany({
    where: { uniqueId: { in: csvs.flatMap(({ uniqueId: id }) => [id, id.toLowerCase(), id.toUpperCase()]) } },
    include: { vm: { select: { id: true, name: true } } },
    orderBy: [{ vmId: 'asc' }, { position: 'asc' }],
  });
  return rows.map(({ uniqueId, vm, sizeBytes }) => {
    return { uniqueId, vmId: vm.id, vmName: vm.name, sizeBytes: sizeBytes === null ? null : Number(sizeBytes) };
  });
}

/** A disk's size is null where it cannot be said; `otherBytes` is held by nothing that is known. */
type Holding = { csv: SeenCsv; disks: Disk[]; otherBytes: number };

function holdingOf(csv: SeenCsv, disks: readonly Disk[]): Holding {
  const { disks: sizes, heldBytes } = csvHolding(csv, disks);
  const ofVms = sizes.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
  return {
    csv,
    disks: disks.map((disk, at) => ({ ...disk, sizeBytes: sizes[at] ?? null })),
    otherBytes: heldBytes - ofVms,
  };
}

function advisorCsv({ csv, otherBytes }: Holding, { hosts }: CsvFabric, registrations: number): AdvisorCsv {
  const { id, name, sizeBytes, poolId: diskGroupId } = csv;
  const clusters = csv.hostIds.map((hostId) => hosts.get(hostId)?.clusterId ?? hostId);
  return {
    ...{ id, name, sizeBytes, diskGroupId, registrations, exists: true, otherBytes },
    // One that no host sees belongs to no cluster: nothing can be moved on or off it.
    clusterId: clusters[0] ?? id,
    backupPolicy: '',
    drPolicy: '',
  };
}

function advisorVms(holdings: readonly Holding[]): AdvisorVm[] {
  const vms = new Map<string, AdvisorVm & { disks: { csvId: string; sizeBytes: number }[] }>();
  for (const { csv, disks } of holdings) {
    for (const { vmId, vmName, sizeBytes } of disks) {
      const policies = { backupPolicy: '', drPolicy: '', iops: null };
      const vm = vms.get(vmId) ?? { id: vmId, name: vmName, ...policies, movable: true, disks: [] };
      vm.disks.push({ csvId: csv.id, sizeBytes: sizeBytes ?? 0 });
      vms.set(vmId, sizeBytes === null ? { ...vm, movable: false } : vm);
    }
  }
  return [...vms.values()];
}
