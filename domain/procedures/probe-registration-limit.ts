import { lunLimit, poolReserve } from '#domain/fabric/array-room.ts';
import type { ArrayFact } from '#domain/fabric/facts.ts';
import { arrayReachable } from '#domain/fabric/golden-checks.ts';
import { uniqueIdOf } from '#domain/fabric/unique-id.ts';
import { isRefused, pass, refuse, warn } from '#domain/plans/check.ts';
import type { Check, Planned, PlanRow } from '#domain/plans/plan.ts';
import type { ProbeRegistrationLimitFacts } from './csv-facts.ts';
import { createLunRow, deleteScratchLunRow } from './lun-rows.ts';
import { planOf, refusedPlan } from './planned.ts';
import { probeRegistrationsRow } from './registration-rows.ts';
import { significantArray } from './significant.ts';

export type ProbeRegistrationLimitInput = { arrayId: string; poolId: string; ceiling: number };

const ITEM = 'probe';
/** Nothing is ever written to it. */
const SCRATCH_BYTES = 16 * 1024 ** 2;

/** Finds out how many registrations one LUN of an array holds: on a scratch LUN that is made for it and deleted again. */
export function planProbeRegistrationLimit(
  { ceiling }: ProbeRegistrationLimitInput,
  facts: ProbeRegistrationLimitFacts,
): Planned {
  const { array, pool } = facts;
  const title = `Probe how many registrations a LUN of ${array.name} holds`;
  const checks = [
    arrayReachable(array),
    marked(array),
    lunLimit(array, 1),
    poolReserve(pool),
    othersUndisturbed(array),
  ];
  if (isRefused(checks)) return refusedPlan(title, checks);
  return planOf({
    title,
    items: [{ key: ITEM, title: array.name, object: { kind: 'array', id: array.id, name: array.name } }],
    rows: probeRows(ceiling, facts),
    checks,
    effects: [
      {
        ...{ key: 'probed', label: 'Keys registered at most, and cleared again', unit: 'keys', scope: array.name },
        ...{ before: null, after: ceiling, limit: null },
      },
    ],
    changes: [],
    touches: [
      { kind: 'array', id: array.id, name: array.name },
      { kind: 'pool', id: pool.id, name: pool.name },
    ],
  });
}

function probeRows(ceiling: number, { array, pool, newIds }: ProbeRegistrationLimitFacts): PlanRow[] {
  const [newId] = newIds;
  if (newId === undefined) throw new Error('There is no id for the scratch LUN');
  const uniqueId = uniqueIdOf(newId);
  const lun = { uniqueId, name: `heddle-probe-${uniqueId}` };
  const scratch = { ...lun, sizeBytes: SCRATCH_BYTES, kind: 'data' as const };
  const create = createLunRow({ key: `${ITEM}.create`, item: ITEM, needs: [] }, { array, pool }, scratch);
  const probe = probeRegistrationsRow(
    { key: `${ITEM}.probe`, item: ITEM, needs: [create.key] },
    { array, lun },
    ceiling,
  );
  return [create, probe, deleteScratchLunRow({ key: `${ITEM}.delete`, item: ITEM, needs: [probe.key] }, array, lun)];
}

function marked(array: ArrayFact): Check {
  const title = 'The array is marked for it';
  if (array.registrationProbe) return pass('probe_allowed', title, `${array.name} is.`);
  const reason = `${array.name} is not marked for probing its registration limit.`;
  return refuse('probe_not_allowed', title, reason, 'Mark it in the options of its agent (registrationProbe).');
}

/** Where one limit is the whole array's, a host that reconnects meanwhile finds no room. */
function othersUndisturbed(array: ArrayFact): Check {
  const title = 'Nobody else is disturbed';
  const limit = array.registrationLimit;
  if (limit?.scope !== 'array')
    return pass('probe_undisturbing', title, 'What one LUN holds is used up on a scratch LUN alone.');
  const reason = `${array.name} counts over the whole array (${limit.value}): while it is probed no host can register.`;
  return warn('probe_disturbs', title, reason, 'Probe it when no host is expected to reconnect.');
}

/** What the plan stands on. */
export function significantProbeRegistrationLimit({ array, pool }: ProbeRegistrationLimitFacts) {
  const { registrationProbe, registrationLimit } = array;
  return {
    array: { ...significantArray(array), registrationProbe, registrationLimit },
    pool: { id: pool.id, key: pool.key },
  };
}
