import path from 'node:path';
import { openRegistrations } from '#agent/drivers/sim/fabric-registrations.ts';
import { fileName } from '#agent/drivers/sim/object-file.ts';
import { nexusOf } from '#agent/drivers/sim/registration-state.ts';
import type { SystemInventory } from '#contract/agent/inventory.ts';
import { reservationKey } from '#domain/fabric/reservation-key.ts';
import type { MakeParts } from './fabric-parts.ts';
import { makeSimParts } from './sim-parts.ts';

/** What one LUN of the array holds: enough for both hosts twice. */
export const REGISTRATION_LIMIT = 8;

type System = { kind: string; options: { capabilities?: object } };

/** The simulated fabric with both hosts in one cluster, on an array that states a limit for each LUN and may be probed. */
export const makeClusterParts: MakeParts = (home) => clusterPartsWith(REGISTRATION_LIMIT)(home);

export const clusterPartsWith =
  (limit: number): MakeParts =>
  async (home) => {
    const parts = await makeSimParts(home);
    const systemsOf: typeof parts.systemsOf = (agent) => (parts.systemsOf(agent) as System[]).map(sharing(limit));
    return { ...parts, systemsOf, steady };
  };

const sharing =
  (limit: number) =>
  (system: System): System => {
    const { kind, options } = system;
    if (kind === 'host') return { ...system, options: { ...options, cluster: 'Cluster 1' } as System['options'] };
    if (kind !== 'array') return system;
    const registrationLimit = { scope: 'lun', value: limit };
    const capabilities = { ...options.capabilities, registrationLimit, registrationProbe: true };
    return { ...system, options: { ...options, capabilities } };
  };

/** A generation counts changes: it never comes back, whatever was taken back. */
function steady(system: SystemInventory): SystemInventory {
  if (system.kind !== 'array') return system;
  const luns = system.luns.map((lun) => {
    return lun.registrations ? { ...lun, registrations: { ...lun.registrations, generation: 0 } } : lun;
  });
  return { ...system, luns };
}

/** What a host that is gone has left on a LUN: its key, which nobody will take away, and the reservation if it had that. */
export function leaveRegistration(home: string, uniqueId: string, initiator: string, { reserved = false } = {}): void {
  const registrations = openRegistrations(path.join(home, 'fabric'));
  const array = fileName('array');
  const nexus = nexusOf(initiator, 0, 1);
  registrations.append(array, uniqueId, { do: 'register', nexus, key: reservationKey(initiator, 0) });
  const { holder } = registrations.now(array, uniqueId);
  if (reserved && holder) registrations.append(array, uniqueId, { do: 'release', nexus: holder.nexus });
  if (reserved) registrations.append(array, uniqueId, { do: 'reserve', nexus, type: 5 });
  registrations.close();
}
