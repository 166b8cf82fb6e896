import type { RegistrationActs } from '#agent/drivers/array-driver.ts';
import { Failed } from '#agent/drivers/failed.ts';
import { passingKeys } from '#agent/drivers/passing-keys.ts';
import { Refused } from '#agent/drivers/refused.ts';
import { preemptInPassing } from '#agent/iscsi/registrants.ts';
import { insufficientRegistrationResources, spelledSense } from '#agent/iscsi/sense.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import { readyLun, type TgtContext } from './context.ts';
import { inWorld } from './in-world.ts';
import { probeLimit } from './probe-limit.ts';
import { usedRegistrations } from './registrations-seen.ts';
import { admissionOf, isWatched, type LunRecord } from './state.ts';

const waitForOthersMs = 60_000;

/** Lets the agent's own initiator in while `act` looks; out again from a LUN that is not watched then. */
async function withinReach<T>(context: TgtContext, lun: LunRecord, act: () => Promise<T>): Promise<T> {
  await context.tgtd.bind(lun.tid, context.ownInitiator);
  try {
    return await act();
  } finally {
    if (!isWatched(context.state, lun)) {
      await context.own.close(lun.uniqueId);
      await context.tgtd.unbind(lun.tid, context.ownInitiator);
    }
  }
}

const keysOn = async (context: TgtContext, { uniqueId }: LunRecord) => (await context.own.of(uniqueId).look()).keys;

const isCounted = (context: TgtContext, lun: LunRecord, other: LunRecord) =>
  other.uniqueId === lun.uniqueId ||
  (context.options.registrationLimit?.scope === 'array' && other.phase === 'ready' && isWatched(context.state, other));

/** Throws Refused `insufficient_registration_resources` when `fresh` keys would exceed the limit. */
async function checkRoom(context: TgtContext, lun: LunRecord, fresh: string[]): Promise<void> {
  const { registrationLimit: limit, name } = context.options;
  if (limit === null) return;
  const registered = new Set(await keysOn(context, lun));
  const wanted = fresh.filter((key) => !registered.has(key)).length;
  const counted = [...context.state.luns.values()].filter((other) => isCounted(context, lun, other));
  const counts = counted.map(async ({ uniqueId }) =>
    usedRegistrations(await context.own.of(uniqueId).look(), admissionOf(context.state, uniqueId)),
  );
  const used = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  if (used + wanted <= limit.value) return;
  const where = limit.scope === 'lun' ? `LUN ${lun.name}` : `array ${name}`;
  const sentence = `Array ${name} holds ${limit.value} registrations per ${limit.scope}; ${where} has ${used}, ${wanted} more are wanted.`;
  const remedy = 'Clear registrations that nobody uses, or let fewer hosts share the LUN.';
  const sense = spelledSense({ code: insufficientRegistrationResources });
  const details = { sense, limit: limit.value, scope: limit.scope, used, wanted };
  throw new Refused('insufficient_registration_resources', sentence, remedy, details);
}

async function admit(context: TgtContext, { uniqueId, keys }: OperationParams<'registrations.admit'>): Promise<void> {
  const lun = readyLun(context, uniqueId);
  // Two LUNs must not be let in to the last room of the array at once.
  const release = await context.gate.hold({ exclusive: ['admissions'], shared: [] }, waitForOthersMs);
  try {
    await withinReach(context, lun, async () => {
      const admission = admissionOf(context.state, uniqueId);
      const fresh = [...new Set(keys)].filter((key) => !admission.keys.includes(key));
      if (fresh.length === 0) return;
      await checkRoom(context, lun, fresh);
      const all = { ...admission, keys: [...admission.keys, ...fresh] };
      await context.commit({ record: 'admission', uniqueId, admission: all });
    });
  } finally {
    release();
  }
}

const without = (context: TgtContext, uniqueId: string, keys: string[]) => {
  const { keys: admitted, lostAt } = admissionOf(context.state, uniqueId);
  const rest = admitted.filter((key) => !keys.includes(key));
  return context.commit({ record: 'admission', uniqueId, admission: { keys: rest, lostAt } });
};

async function dismiss(
  context: TgtContext,
  { uniqueId, keys }: OperationParams<'registrations.dismiss'>,
): Promise<void> {
  const lun = context.state.luns.get(uniqueId);
  const admitted = admissionOf(context.state, uniqueId).keys.filter((key) => keys.includes(key));
  if (lun?.phase !== 'ready' || admitted.length === 0) return;
  await withinReach(context, lun, async () => {
    const registered = new Set(await keysOn(context, lun));
    const held = admitted.filter((key) => registered.has(key));
    if (held.length > 0) {
      const sentence = `LUN ${lun.name} still holds ${held.length} of these registrations.`;
      throw new Refused('in_use', sentence, 'Detach their hosts first.', { keys: held });
    }
    await without(context, uniqueId, admitted);
  });
}

async function confirm(
  context: TgtContext,
  { uniqueId, keys }: OperationParams<'registrations.confirm'>,
): Promise<void> {
  const lun = readyLun(context, uniqueId);
  await withinReach(context, lun, async () => {
    const registered = await keysOn(context, lun);
    const count = (key: string) => registered.filter((one) => one === key).length;
    const [missing, duplicate] = [keys.filter((key) => count(key) === 0), keys.filter((key) => count(key) > 1)];
    if (missing.length + duplicate.length === 0) return;
    const sentence = `LUN ${lun.name} lacks ${missing.length} registrations and holds ${duplicate.length} more than once.`;
    const remedy = 'Look whether the hosts of these keys are connected over every channel.';
    throw new Failed('registrations_missing', sentence, remedy, { missing, duplicate });
  });
}

async function preempt(
  context: TgtContext,
  { uniqueId, keys }: OperationParams<'registrations.preempt'>,
): Promise<{ preempted: string[] }> {
  const lun = readyLun(context, uniqueId);
  const passing = passingKeys(context.ownInitiator);
  return withinReach(context, lun, async () => {
    const registered = new Set(await keysOn(context, lun));
    const preempted = keys.filter((key) => registered.has(key));
    if (preempted.length > 0) {
      const nexus = context.own.of(uniqueId);
      await nexus.use((session) => preemptInPassing(session, preempted, { passing, leaveAs: null }));
    }
    await without(context, uniqueId, keys);
    return { preempted };
  });
}

async function probe(context: TgtContext, { uniqueId, ceiling }: OperationParams<'registrations.probe'>) {
  const { name, registrationProbe } = context.options;
  if (!registrationProbe) {
    const sentence = `Array ${name} is not marked for probing its registration limit.`;
    throw new Refused('not_marked', sentence, 'Set registrationProbe in the options of its agent.');
  }
  const lun = readyLun(context, uniqueId);
  return withinReach(context, lun, () => probeLimit(context, lun, ceiling));
}

export function registrationActs(context: TgtContext): RegistrationActs {
  return {
    admit: (params) => inWorld(context, () => admit(context, params)),
    dismiss: (params) => inWorld(context, () => dismiss(context, params)),
    confirm: (params) => inWorld(context, () => confirm(context, params)),
    preempt: (params) => inWorld(context, () => preempt(context, params)),
    probe: (params) => inWorld(context, () => probe(context, params)),
  };
}
