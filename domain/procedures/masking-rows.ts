import type { Access, ArrayFact } from '#domain/fabric/facts.ts';
import { exclusiveLock, sharedLock } from '#domain/plans/locks.ts';
import type { LockKey, PlanRow, Proof, Undo } from '#domain/plans/plan.ts';
import type { RowPlace } from './planned.ts';

type LunName = { uniqueId: string; name: string };
type SetName = { key: string; name: string };
/** A LUN in a masking set, or to be put there; `locks` beyond the masking set's own. */
export type Presentation = { array: ArrayFact; lun: LunName; set: SetName; access: Access; locks: LockKey[] };

export function createMaskingSetRow(
  place: RowPlace,
  array: ArrayFact,
  set: SetName & { initiators: string[] },
): PlanRow {
  const { key, name, initiators } = set;
  const read = { read: 'masking-set', params: { key } };
  return {
    ...place,
    agentId: array.agentId,
    system: array.system,
    title: `Create masking set ${name} on ${array.name}`,
    operation: 'masking-set.create',
    params: { key, name, initiators },
    before: null,
    after: `masking set ${name} with ${initiators.join(', ')}`,
    undo: {
      kind: 'operation',
      title: `Delete masking set ${name}`,
      operation: 'masking-set.delete',
      params: { key },
      proof: { title: `Masking set ${name} is gone`, ...read, expect: [{ found: false }] },
    },
    proof: {
      title: `Masking set ${name} holds these initiators`,
      ...read,
      expect: [{ path: ['initiators'], members: initiators }],
    },
    locks: [exclusiveLock('masking-set', array.id, key)],
    deadlineMs: 60_000,
  };
}

export function presentLunRow(place: RowPlace, of: Presentation): PlanRow {
  return {
    ...place,
    ...common(of),
    title: `Present LUN ${of.lun.name} to ${of.set.name}, ${of.access}`,
    operation: 'masking.present',
    params: presentParams(of),
    before: `masked from ${of.set.name}`,
    after: `${of.access} for ${of.set.name}`,
    undo: {
      kind: 'operation',
      title: `Take LUN ${of.lun.name} away from ${of.set.name}`,
      operation: 'masking.remove',
      params: removeParams(of),
      proof: masked(of),
    },
    proof: granted(of),
  };
}

export function unpresentLunRow(place: RowPlace, of: Presentation): PlanRow {
  const undo: Undo = {
    kind: 'operation',
    title: `Present LUN ${of.lun.name} to ${of.set.name} again, ${of.access}`,
    operation: 'masking.present',
    params: presentParams(of),
    proof: granted(of),
  };
  return {
    ...place,
    ...common(of),
    title: `Take LUN ${of.lun.name} away from ${of.set.name}`,
    operation: 'masking.remove',
    params: removeParams(of),
    before: `${of.access} for ${of.set.name}`,
    after: `masked from ${of.set.name}`,
    undo,
    proof: masked(of),
  };
}

const presentParams = ({ lun, set, access }: Presentation) => ({ uniqueId: lun.uniqueId, maskingSet: set.key, access });
const removeParams = ({ lun, set }: Presentation) => ({ uniqueId: lun.uniqueId, maskingSet: set.key });

function common({ array, set, locks }: Presentation) {
  return {
    agentId: array.agentId,
    system: array.system,
    locks: [...locks, sharedLock('masking-set', array.id, set.key)],
    deadlineMs: 60_000,
  };
}

function granted({ lun, set, access }: Presentation): Proof {
  return {
    title: `LUN ${lun.name} is ${access} for ${set.name}`,
    read: 'lun',
    params: { uniqueId: lun.uniqueId },
    expect: [{ path: ['masking', set.key], is: access }],
  };
}

function masked({ lun, set }: Presentation): Proof {
  return {
    title: `LUN ${lun.name} is masked from ${set.name}`,
    read: 'lun',
    params: { uniqueId: lun.uniqueId },
    expect: [{ found: true }, { path: ['masking', set.key], absent: true }],
  };
}
