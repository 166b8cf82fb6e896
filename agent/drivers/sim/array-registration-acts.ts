import type { RegistrationActs } from '#agent/drivers/array-driver.ts';
import { Failed } from '#agent/drivers/failed.ts';
import { Refused } from '#agent/drivers/refused.ts';
import { capabilitiesOf } from './array-inventory.ts';
import { type ArrayWorld, existing } from './array-world.ts';
import { noRoomForRegistrations } from './no-room-for-registrations.ts';
import { nexusOf, registrantsOf } from './registration-state.ts';
import type { SimAct } from './stage.ts';

/** As lunActs: the stage first, then check and change in one go. */
export const registrationActs = (world: ArrayWorld): RegistrationActs => ({
  admit: (params) => admit(world, params),
  dismiss: (params) => dismiss(world, params),
  confirm: async ({ uniqueId, keys }) => {
    const pretend = await enter(world, 'confirm', uniqueId);
    const { name } = existing(world, uniqueId);
    const held = registrantsOf(world.registrations.now(uniqueId));
    const missing = keysOf(keys).filter((key) => held[key]?.registered !== 1);
    if (!pretend && missing.length > 0)
      throw new Failed(
        'registrations_missing',
        `${missing.join(', ')} of ${name} ${missing.length === 1 ? 'is' : 'are'} not registered exactly once.`,
        'Attach the LUN to the hosts again.',
        { missing },
      );
  },
  preempt: async ({ uniqueId, keys }) => {
    if (!world.luns.get(uniqueId)) return { preempted: [] };
    const pretend = await enter(world, 'preempt', uniqueId);
    existing(world, uniqueId);
    const held = registrantsOf(world.registrations.now(uniqueId));
    const gone = keysOf(keys).filter((key) => held[key]);
    if (!pretend && gone.length > 0)
      world.registrations.append(uniqueId, { do: 'preempt', by: null, keys: gone }, { do: 'dismiss', keys: gone });
    return { preempted: gone.filter((key) => held[key]?.registered) };
  },
  probe: async ({ uniqueId, ceiling }) => {
    const pretend = await enter(world, 'probe', uniqueId);
    refuseProbe(world, uniqueId);
    return pretend ? { registered: 0, refusedWith: null } : probe(world, uniqueId, ceiling);
  },
});

type Keys = { uniqueId: string; keys: string[] };

const admit = async (world: ArrayWorld, { uniqueId, keys }: Keys) => {
  const pretend = await enter(world, 'admit', uniqueId);
  const { name } = existing(world, uniqueId);
  const held = registrantsOf(world.registrations.now(uniqueId));
  const exceeded = world.registrations.withoutRoom(uniqueId, keysOf(keys).filter((key) => !held[key]).length);
  if (exceeded) throw noRoomForRegistrations(name, exceeded);
  const missing = keysOf(keys).filter((key) => !held[key]?.admitted);
  if (!pretend && missing.length > 0) world.registrations.append(uniqueId, { do: 'admit', keys: missing });
};

const dismiss = async (world: ArrayWorld, { uniqueId, keys }: Keys) => {
  if (!world.luns.get(uniqueId)) return;
  const pretend = await enter(world, 'dismiss', uniqueId);
  const { name } = existing(world, uniqueId);
  const held = registrantsOf(world.registrations.now(uniqueId));
  const usedBy = keysOf(keys).filter((key) => (held[key]?.registered ?? 0) > 0);
  if (usedBy.length > 0)
    throw new Refused(
      'in_use',
      `${name} has ${usedBy.join(', ')} registered.`,
      'Detach the LUN from the host that has registered.',
      { usedBy },
    );
  const admitted = keysOf(keys).filter((key) => held[key]?.admitted);
  if (!pretend && admitted.length > 0) world.registrations.append(uniqueId, { do: 'dismiss', keys: admitted });
};

const keysOf = (keys: string[]) => [...new Set(keys)];

/** Whether to pretend. Acts on registrations go by the name of their LUN. */
const enter = async (world: ArrayWorld, act: SimAct, uniqueId: string): Promise<boolean> => {
  const { name } = existing(world, uniqueId);
  return (await world.stage.enter(act, name, world.options.latency.registrationMs)).pretend;
};

const refuseProbe = (world: ArrayWorld, uniqueId: string) => {
  const { name } = existing(world, uniqueId);
  if (!capabilitiesOf(world).registrationProbe)
    throw new Refused('not_marked', `${world.system} is not marked for probing its limit.`, 'Mark it in its config.');
  const held = registrantsOf(world.registrations.now(uniqueId));
  const usedBy = Object.keys(held).filter((key) => held[key]?.registered && !key.startsWith(probeMark));
  if (usedBy.length > 0)
    throw new Refused('in_use', `${name} has ${usedBy.length} registrations.`, 'Probe on a LUN of its own.', {
      usedBy,
    });
};

/** No key of a host begins so. */
const probeMark = '50524f42';

/** What a probe that was cut off left behind is cleared first. */
const probe = ({ registrations }: ArrayWorld, uniqueId: string, ceiling: number) => {
  registrations.append(uniqueId, { do: 'clear' });
  let registered = 0;
  let isRefused = false;
  while (registered < ceiling && !isRefused) {
    const key = `${probeMark}${registered.toString(16).padStart(8, '0')}`;
    isRefused = registrations.register(uniqueId, nexusOf('probe', registered, 0), key) !== null;
    if (!isRefused) registered += 1;
  }
  registrations.append(uniqueId, { do: 'clear' });
  return { registered, refusedWith: isRefused ? '05/55/04' : null };
};
