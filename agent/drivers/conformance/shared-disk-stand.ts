import { afterAll, beforeAll, expect } from 'vitest';
import { reservationKeys } from '#domain/fabric/reservation-key.ts';
import { type AgentBench, openBench } from './agent-bench.ts';
import type { SharedDiskRig } from './rig.ts';
import type { AnyStand } from './stand.ts';

const patienceMs = 120_000;

/** One of the two hosts: its agent, and what its inventory says of it. `keys`: those of its channels. */
export type SharingHost = { bench: AgentBench; initiator: string; keys: string[] };

/** The rig with three agents in front of it; all of it exists from beforeAll on. */
export type SharedDiskStand = {
  rig: () => SharedDiskRig;
  array: () => AgentBench;
  hosts: () => readonly [SharingHost, SharingHost];
};

/** As useStand, for two hosts on one array. */
export const useSharedDiskStand = (makeRig: () => Promise<SharedDiskRig>): SharedDiskStand => {
  let rig: SharedDiskRig | undefined;
  let hosts: readonly [SharingHost, SharingHost] | undefined;
  const benches: AgentBench[] = [];
  const open = async (system: SharedDiskRig['array']) => {
    const bench = await openBench(system);
    benches.push(bench);
    return bench;
  };
  beforeAll(async () => {
    rig = await makeRig();
    await open(rig.array);
    const [one, other] = rig.hosts;
    hosts = [await sharingHost(await open(one)), await sharingHost(await open(other))];
  }, patienceMs);
  afterAll(async () => {
    const endings = [];
    for (const bench of benches.reverse()) endings.push(await bench.close());
    await rig?.dispose();
    expect(endings, 'exit codes after SIGTERM').toEqual([0, 0, 0]);
  }, patienceMs);
  const array = () => given(benches[0]);
  return { rig: () => given(rig), array, hosts: () => given(hosts) };
};

const sharingHost = async (bench: AgentBench): Promise<SharingHost> => {
  const inventory = await bench.inventory();
  if (inventory.kind !== 'host') throw new Error('It is no host.');
  return { bench, initiator: given(inventory.initiators[0]), keys: reservationKeys(inventory) };
};

/** The first host alone, for cases that hold for every operation. */
export const firstHostOf = (stand: SharedDiskStand): AnyStand => ({
  rig: () => ({ system: stand.rig().hosts[0], dispose: async () => undefined }),
  bench: () => stand.hosts()[0].bench,
});

const given = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('The rig is not set up.');
  return value;
};
