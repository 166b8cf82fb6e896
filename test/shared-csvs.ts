import type { ArrayInventory, HostInventory, SystemInventory } from '#contract/agent/inventory.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import type { RegistrationsValue } from '#contract/agent/registrations.ts';
import type { SharedDiskValue } from '#contract/agent/shared-disks.ts';
import { reservationKey, reservationKeys } from '#domain/fabric/reservation-key.ts';
import { seenArray, seenHost, seenLun } from './observed-fabric.ts';

/** Two hosts of one cluster with two channels each, which share the CSVs of one array. */
export const channels = 2;
export const initiatorOf = (number: 1 | 2) => `iqn.2030-01.test:host-${number}`;
export const initiators = [initiatorOf(1), initiatorOf(2)];
export const keysOf = (number: 1 | 2) => reservationKeys({ initiators: [initiatorOf(number)], channels });
export const keyOf = (number: 1 | 2, channel: number) => reservationKey(initiatorOf(number), channel);
export const allKeys = [...keysOf(1), ...keysOf(2)];
export const clusterSet = { key: 'cluster', name: 'Cluster 1', initiators };

/** Each of these keys let in and registered once, the first of them holding the reservation. */
export const registered = (keys: readonly string[], over: Partial<RegistrationsValue> = {}): RegistrationsValue => ({
  registrants: Object.fromEntries(keys.map((key) => [key, { registered: 1, admitted: true }])),
  generation: keys.length,
  holder: keys[0] === undefined ? null : { key: keys[0], type: 5 },
  lostAt: null,
  ...over,
});

export const seenCsv = (number: number, over: Partial<LunValue> = {}): LunValue =>
  seenLun({
    uniqueId: `e000000${number}`,
    name: `csv-${number}`,
    kind: 'csv',
    sizeBytes: 1_000_000_000_000,
    usedBytes: 0,
    targetIqn: `iqn.2030-01.test:csv-${number}`,
    masking: { [clusterSet.key]: 'read-write' },
    sessions: initiators,
    registrations: registered(allKeys),
    ...over,
  });

/** As host `number` sees a CSV on which everything is as it should be. */
export const seenShared = (
  number: 1 | 2,
  { uniqueId, sizeBytes, registrations }: LunValue,
  over: Partial<SharedDiskValue> = {},
): SharedDiskValue => {
  const registrants = Object.entries(registrations?.registrants ?? {}).map(([key, one]) => [key, one.registered]);
  const known: Record<string, number> = Object.fromEntries(registrants);
  const own = keysOf(number).map((key, channel) => ({ channel, key, connected: true, registered: key in known }));
  return {
    ...{ uniqueId, online: true, sizeBytes, channels: own, registrants: known },
    holder: registrations?.holder ?? null,
    ...over,
  };
};

type Over = { array?: Partial<ArrayInventory>; hosts?: { 1?: Partial<HostInventory>; 2?: Partial<HostInventory> } };

/** What the agent of such a fabric reports, the hosts seeing every CSV that has registrations. */
export function fabricWithCsvs(luns: readonly LunValue[], { array = {}, hosts = {} }: Over = {}): SystemInventory[] {
  const host = (number: 1 | 2) =>
    seenHost({
      ...{ system: `host-${number}`, name: `Host ${number}`, initiators: [initiatorOf(number)], channels },
      sharedDisks: luns.filter(({ registrations }) => registrations !== null).map((lun) => seenShared(number, lun)),
      ...hosts[number],
    });
  return [seenArray({ luns: [...luns], maskingSets: [clusterSet], ...array }), host(1), host(2)];
}
