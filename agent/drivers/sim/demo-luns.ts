import { createHash } from 'node:crypto';
import type { MaskingSetValue } from '#contract/agent/masking.ts';
import type { SimLun } from './array-world.ts';
import type { demoArrays } from './demo-arrays.ts';
import { demoGoldens } from './demo-goldens.ts';
import { demoHosts } from './demo-hosts.ts';
import { demoLibraries } from './demo-libraries.ts';
import { GiB } from './demo-sizes.ts';
import { demoFleets } from './demo-vms.ts';
import { demoVolumes } from './demo-volumes.ts';

/** The same name has the same id in every demo. */
export const demoUniqueId = (name: string) => createHash('sha256').update(`demo ${name}`).digest('hex').slice(0, 32);
export const bootLunOf = (vm: string) => `${vm}-boot`;

/** Every VM with the host it is on. */
export const demoPlacements = demoFleets.flatMap((fleet) =>
  fleet.names.map((name, at) => ({ name, fleet, host: fleet.hosts[at % fleet.hosts.length] ?? '' })),
);

const blank = { parentUniqueId: null, chainDepth: 0, masking: {}, quarantinedUntil: null, grants: 1 };

type Placed = { array: string; lun: SimLun };

const goldenLuns: Placed[] = demoGoldens.map(({ name, array, pool, sizeBytes, usedBytes, library, access }) => ({
  array,
  lun: {
    ...blank,
    uniqueId: demoUniqueId(name),
    name,
    pool,
    sizeBytes,
    usedBytes,
    kind: 'golden',
    masking: { [library]: access },
  },
}));

const bootLuns: Placed[] = demoPlacements.flatMap(({ name, fleet, host }, at) => {
  const golden = demoGoldens.find((one) => one.name === fleet.golden);
  if (!golden) return [];
  const { array, pool, sizeBytes } = golden;
  const origin = { parentUniqueId: demoUniqueId(golden.name), chainDepth: 1, kind: 'clone' as const };
  const usedBytes = (1 + ((at * 7) % 5)) * GiB; // clones differ by what their guests have written
  const names = { uniqueId: demoUniqueId(bootLunOf(name)), name: bootLunOf(name) };
  return [
    { array, lun: { ...blank, ...origin, ...names, pool, sizeBytes, usedBytes, masking: { [host]: 'read-write' } } },
  ];
});

const volumeLuns: Placed[] = demoVolumes.map(({ name, kind, array, pool, sizeBytes, usedBytes, for: user }) => ({
  array,
  lun: {
    ...blank,
    uniqueId: demoUniqueId(name),
    name,
    pool,
    sizeBytes,
    usedBytes,
    kind,
    masking: { [user]: 'read-write' },
  },
}));

/** Every LUN of the demo, with its array. */
export const demoLuns: Placed[] = [...goldenLuns, ...bootLuns, ...volumeLuns];

/** A set for each library server and host that speaks the array's transport, and one for each cluster of such hosts. */
export const demoMaskingSets = ({ transport }: { transport: string }): MaskingSetValue[] => {
  const hosts = demoHosts.filter((host) => host.transport === transport);
  const libraries = transport === 'iscsi' ? demoLibraries : [];
  const own = [...libraries, ...hosts].map(({ system, fqdn, initiators }) => ({ key: system, name: fqdn, initiators }));
  const clusters = [...new Set(hosts.flatMap(({ cluster }) => cluster ?? []))].map((cluster) => ({
    key: cluster,
    name: `Cluster ${cluster}`,
    initiators: hosts.filter((host) => host.cluster === cluster).flatMap((host) => host.initiators),
  }));
  return [...own, ...clusters];
};

/** The pools of an array, each filled by others to where the demo wants it. */
export const demoPools = ({ system, pools }: (typeof demoArrays)[number]) =>
  pools.map(({ fill, ...pool }) => {
    const own = demoLuns.filter(({ array, lun }) => array === system && lun.pool === pool.key);
    const taken = own.reduce((sum, { lun }) => sum + lun.usedBytes, 0);
    return { ...pool, usedBytes: Math.max(0, Math.round(pool.sizeBytes * fill) - taken) };
  });
