import type { LunValue } from '#contract/agent/luns.ts';
import type { Fabric } from './fabric.ts';
import type { Exceeded } from './fabric-registrations.ts';
import { fileName } from './object-file.ts';
import { meetRestart } from './planted-faults.ts';
import { type RegistrationCommand, type RegistrationState, registrantsOf } from './registration-state.ts';
import type { SimArrayOptions } from './sim-options.ts';

/** What one simulated array knows of registrations on its LUNs. Whoever looks first after a planted restart makes it happen. */
export const arrayRegistrations = (options: SimArrayOptions, system: string, fabric: Fabric) => {
  const { registrations } = fabric;
  const array = fileName(system);
  const stated = options.capabilities.registrationLimit ?? null;
  const limits = [stated, options.unstatedRegistrationLimit].filter((limit) => limit !== null);
  registrations.limitBy(array, limits);

  const meet = () => {
    if (meetRestart(options.faultsDir, system)) registrations.forget(array);
  };
  const now = (uniqueId: string): RegistrationState => {
    meet();
    return registrations.now(array, uniqueId);
  };

  return {
    now,
    append: (uniqueId: string, ...commands: RegistrationCommand[]) =>
      registrations.append(array, uniqueId, ...commands),
    /** The limit that the array states and so enforces when it is asked for room. */
    withoutRoom: (uniqueId: string, wanted: number): Exceeded | null =>
      registrations.exceeded(array, uniqueId, wanted, stated ? [stated] : []),
    /** As a host that registers would: stated or not, a limit holds. */
    register: (uniqueId: string, nexus: string, key: string): Exceeded | null =>
      registrations.register(array, uniqueId, nexus, key),
    remove: (uniqueId: string) => registrations.remove(array, uniqueId),
    changes: () => {
      meet();
      return registrations.changes(array);
    },
    /** null where nobody shares the LUN, and on an array that reports none. */
    valueOf: ({ uniqueId, kind }: { uniqueId: string; kind: LunValue['kind'] }): LunValue['registrations'] => {
      if (!options.registrations) return null;
      if (kind !== 'csv' && !registrations.isKnown(array, uniqueId)) return null;
      const state = now(uniqueId);
      const registrants = registrantsOf(state);
      if (kind !== 'csv' && Object.keys(registrants).length === 0) return null;
      const { generation, holder, lostAt } = state;
      return { registrants, generation, lostAt, holder: holder && { key: holder.key, type: holder.type } };
    },
  };
};
