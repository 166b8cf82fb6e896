import { arranged, freshName } from './arrangements.ts';
import { leaveRegistration } from './cluster-parts.ts';
import { actFirst, type FirstAct } from './first-acts.ts';
import type { ProofFabric } from './proof-fabric.ts';

/** CSVs of the cluster on which cases stand, made by jobs as everybody makes them, and only where they are missing. */
const GIB = 2 ** 30;

export async function csvInput({ db }: ProofFabric, sizeBytes = 4 * GIB) {
  const cluster = await db.cluster.findFirstOrThrow({ where: { name: 'Cluster 1' } });
  const pool = await db.pool.findFirstOrThrow();
  return { clusterId: cluster.id, poolId: pool.id, name: freshName('csv').replace('-{n}', ''), sizeBytes };
}

const address = { id: true, uniqueId: true, targetIqn: true, portal: true, lunNumber: true } as const;

/** Two CSVs of the cluster, the first and the second that were made. */
export async function twoCsvs(fabric: ProofFabric) {
  const where = { kind: 'csv', quarantinedUntil: null };
  const find = () => fabric.db.lun.findMany({ where, select: address, orderBy: { createdAt: 'asc' } });
  while ((await find()).length < 2) await arranged(fabric, 'create-csv', await csvInput(fabric));
  const [first, second] = await find();
  if (!first || !second) throw new Error('there are no two CSVs');
  return [first, second] as const;
}

function newestCsv({ db }: ProofFabric) {
  return db.lun.findFirstOrThrow({ where: { kind: 'csv' }, select: address, orderBy: { createdAt: 'desc' } });
}

/** Two CSVs with a key of a host that is gone, which may hold the reservation of the first. */
export async function csvsWithStaleKeys(fabric: ProofFabric, { reserved = false } = {}): Promise<string[]> {
  const csvs = await twoCsvs(fabric);
  for (const [at, { uniqueId }] of csvs.entries())
    leaveRegistration(fabric.home, uniqueId, 'iqn.2030-01.test:host-gone', { reserved: reserved && at === 0 });
  await fabric.ready();
  return csvs.map(({ id }) => id);
}

/** A VM on the first of two CSVs, to be moved to the second so that the first is empty. */
export async function consolidation(fabric: ProofFabric) {
  const { db, agents } = fabric;
  const [first, second] = await twoCsvs(fabric);
  if (!(await db.vm.findFirst({ where: { name: 'on-csv' } }))) {
    // Only a disk that was moved is known by its own size, which is that of the whole CSV it was made on.
    await arranged(fabric, 'create-csv', await csvInput(fabric, GIB));
    const { id: lunId, ...small } = await newestCsv(fabric);
    const { id: _, ...to } = first;
    const vm = { key: 'on-csv', name: 'on-csv', hostname: 'on-csv', cpus: 1, memoryBytes: GIB, disks: [small] };
    const move = { key: 'on-csv', from: small.uniqueId, to, bytesPerSecond: null };
    for (const act of [
      ['vm.create', vm],
      ['vm.move-storage', move],
    ] satisfies FirstAct[])
      await actFirst(agents['host-1'].endpoint, 'host-1', [act]);
    await fabric.ready();
    await arranged(fabric, 'retire-csv', { lunId });
  }
  const { id: vmId } = await db.vm.findFirstOrThrow({ where: { name: 'on-csv' } });
  const moves = [{ vmId, fromLunId: first.id, toLunId: second.id }];
  return { moves, retireLunIds: [first.id], megabytesPerSecond: null };
}
