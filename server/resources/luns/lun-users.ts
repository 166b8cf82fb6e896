import { db } from '#server/db/client.ts';

export type LunUser = { kind: 'vm' | 'library-server'; id: string; name: string };

/** Who has each LUN as a disk: VMs, and library servers that see it. */
export async function lunUsers(luns: readonly { uniqueId: string }[]): Promise<(uniqueId: string) => LunUser[]> {
  const where = { uniqueId: { in: luns.map(({ uniqueId }) => uniqueId) } };
  const select = { id: true, name: true } as const;
  const [vms, servers] = await Promise.all([
    db.vmDisk.findMany({ where, select: { uniqueId: true, vm: { select } } }),
    db.libraryDisk.findMany({ where, select: { uniqueId: true, libraryServer: { select } } }),
  ]);
  const users = new Map<string, LunUser[]>();
  const add = (uniqueId: string, user: LunUser) => users.set(uniqueId, [...(users.get(uniqueId) ?? []), user]);
  for (const { uniqueId, libraryServer } of servers) add(uniqueId, { kind: 'library-server', ...libraryServer });
  for (const { uniqueId, vm } of vms) add(uniqueId, { kind: 'vm', ...vm });
  return (uniqueId) => users.get(uniqueId) ?? [];
}
