import { z } from 'zod';
import { Mount } from '#contract/agent/disks.ts';
import { ArrayCapabilities } from '#contract/agent/inventory.ts';
import type {
  Access,
  ArrayFact,
  DiskFact,
  LibraryServerFact,
  LunFact,
  MaskingSetFact,
  PoolFact,
  Transport,
  VirtualDiskFact,
} from '#domain/fabric/facts.ts';
import { isStale } from '#server/agents/staleness.ts';
import type { Prisma } from '#server/db/client.ts';

const Texts = z.array(z.string()).catch([]);
const Mounts = z.array(Mount).catch([]);
const HostGroups = z.array(z.string()).nullable().catch(null);

/** Nothing may be done with an array whose capabilities cannot be read: the strictest there are. */
const STRICTEST: ArrayCapabilities = {
  sealRequiredBeforeClone: true,
  maxChainDepth: 0,
  maxLuns: null,
  maxClonesPerParent: 0,
  snapshot: false,
  clone: false,
  preferredAllocation: null,
  registrationLimit: null,
  registrationProbe: false,
};

type Reported = { state: string; lastSeenAt: Date | null };
const isReachable = (agent: Reported, missingSince: Date | null): boolean =>
  agent.state === 'online' && missingSince === null && !isStale(agent);
const asTransport = (text: string): Transport => (text === 'fc' ? 'fc' : 'iscsi');
const asAccess = (text: string): Access => (text === 'read-only' ? 'read-only' : 'read-write');

export const agentState = { select: { state: true, lastSeenAt: true } } as const;
export const arrayForFact = { agent: agentState, _count: { select: { luns: true } } } as const;
type ArrayRow = Prisma.ArrayGetPayload<{ include: typeof arrayForFact }>;

export function arrayFact(row: ArrayRow): ArrayFact {
  const { id, name, agentId, system, vendor, model, version, platform } = row;
  return {
    ...{ id, name, agentId, system, vendor, model, version, platform },
    transport: asTransport(row.transport),
    reachable: isReachable(row.agent, row.missingSince),
    ...ArrayCapabilities.catch(STRICTEST).parse(row.capabilities),
    lunCount: row._count.luns,
  };
}

export const lunForFact = {
  presentations: { select: { access: true, maskingSet: { select: { key: true } } } },
} as const;
type LunRow = Prisma.LunGetPayload<{ include: typeof lunForFact }>;
const kinds: readonly string[] = ['golden', 'clone', 'data', 'csv'] satisfies LunFact['kind'][];

export function lunFact(row: LunRow): LunFact {
  const { id, uniqueId, name, arrayId, poolId, parentUniqueId, chainDepth, targetIqn, portal, lunNumber } = row;
  return {
    ...{ id, uniqueId, name, arrayId, poolId, parentUniqueId, chainDepth, targetIqn, portal, lunNumber },
    sizeBytes: Number(row.sizeBytes),
    usedBytes: row.usedBytes === null ? null : Number(row.usedBytes),
    kind: kinds.includes(row.kind) ? (row.kind as LunFact['kind']) : 'data',
    masking: Object.fromEntries(row.presentations.map((p) => [p.maskingSet.key, asAccess(p.access)])),
    sessions: Texts.parse(row.sessions),
    quarantinedUntil: row.quarantinedUntil?.toISOString() ?? null,
  };
}

export function poolFact(row: Prisma.PoolGetPayload<object>, provisionedBytes: bigint | null): PoolFact {
  const { id, key, name } = row;
  const sizes = { sizeBytes: Number(row.sizeBytes), usedBytes: Number(row.usedBytes) };
  return {
    id,
    key,
    name,
    ...sizes,
    provisionedBytes: Number(provisionedBytes ?? 0),
    hostGroups: HostGroups.parse(row.hostGroups),
  };
}

export const maskingSetForFact = { initiators: { select: { name: true }, orderBy: { name: 'asc' } } } as const;
type MaskingSetRow = Prisma.MaskingSetGetPayload<{ include: typeof maskingSetForFact }>;

export function maskingSetFact({ id, arrayId, key, name, initiators }: MaskingSetRow): MaskingSetFact {
  return { id, arrayId, key, name, initiators: initiators.map((initiator) => initiator.name) };
}

export const libraryServerForFact = { agent: agentState } as const;
type ServerRow = Prisma.LibraryServerGetPayload<{ include: typeof libraryServerForFact }>;

export function libraryServerFact(row: ServerRow): LibraryServerFact {
  const { id, name, fqdn, agentId, system } = row;
  return {
    ...{ id, name, fqdn, agentId, system },
    transport: asTransport(row.transport),
    reachable: isReachable(row.agent, row.missingSince),
    initiators: Texts.parse(row.initiators),
  };
}

export function diskFact(row: Prisma.LibraryDiskGetPayload<object>): DiskFact {
  const { uniqueId, libraryServerId, online, readOnly } = row;
  const lists = { mounts: Mounts.parse(row.mounts), criticalFor: Texts.parse(row.criticalFor) };
  return { uniqueId, libraryServerId, online, readOnly, ...lists };
}

export function virtualDiskFact(row: Prisma.VirtualDiskGetPayload<object>): VirtualDiskFact {
  const { id, libraryServerId, shareId, directory, file, generalised, otherFiles } = row;
  const sizeBytes = Number(row.sizeBytes);
  return {
    ...{ id, libraryServerId, shareId, directory, file, generalised, otherFiles, sizeBytes },
    missing: row.missingSince !== null,
  };
}
