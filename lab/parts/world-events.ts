import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '#agent/exec/run.ts';
import type { PlanDto } from '#contract/api/plans.ts';
import type { WorldEvent } from '#test/rig/event-cases.ts';
import type { AgentName } from '#test/rig/fabric-config.ts';
import { actFirst } from '#test/rig/first-acts.ts';
import type { ProofFabric } from '#test/rig/proof-fabric.ts';
import type { ArrayRoom } from './array-room.ts';
import { roomOf, stateDirIn } from './real-parts.ts';

type Happen = WorldEvent['happen'];

const seenWithinMs = 120_000;

type End = Pick<WorldEvent, 'ends' | 'code'>;
export const comesThrough: End = { ends: 'succeeded', code: null };
export const takenBack: End = { ends: 'undone', code: null };
export const undone = (code: string): End => ({ ends: 'undone', code });
export const stuck = (code: string): End => ({ ends: 'stuck', code });

/** An event just before a row's act, or before the act that takes it back. */
export const before = (
  direction: WorldEvent['direction'],
  row: string,
  title: string,
  end: End,
  happen: Happen,
): WorldEvent => ({ direction, row, title, ...end, happen });

/** Kills an agent as soon as the world shows that its act is under way; `startLooking` answers how that is seen. */
export function killsMidway(
  agent: AgentName,
  startLooking: (room: ArrayRoom) => Promise<() => Promise<boolean>>,
): Happen {
  return async (fabric) => {
    const isMidway = await startLooking(roomOf(fabric));
    const program = await fabric.agents[agent].kept.running();
    const killed = (async () => {
      const giveUpAt = performance.now() + seenWithinMs;
      while (!(await isMidway())) {
        if (performance.now() > giveUpAt) throw new Error(`the act of ${agent} was never seen under way`);
        await delay(1);
      }
      await program.kill9();
    })();
    // Whoever waits for it hears of it; until then nobody has to.
    killed.catch(() => {});
    return () => killed;
  };
}

/** Of the array: it has noted what it is about to do. */
export const whenLogged = async (room: ArrayRoom) => {
  const log = path.join(stateDirIn(room, 'array'), 'array.jsonl');
  const { size } = await stat(log);
  return async () => (await stat(log)).size > size;
};

/** Until it is over, a stranger's masking set has the LUN. */
export const presentsElsewhere =
  (uniqueIdIn: (plan: PlanDto) => string): Happen =>
  async ({ agents }, plan) => {
    const onArray = (...asked: Parameters<typeof actFirst>[2]) => actFirst(agents.array.endpoint, 'array', asked);
    const uniqueId = uniqueIdIn(plan);
    const set = { key: 'stranger', name: 'Stranger', initiators: ['iqn.2030-01.test:stranger'] };
    await onArray(['masking-set.create', set]);
    await onArray(['masking.present', { uniqueId, maskingSet: 'stranger', access: 'read-write' }]);
    return async () => {
      await onArray(['masking.remove', { uniqueId, maskingSet: 'stranger' }]);
      await onArray(['masking-set.delete', { key: 'stranger' }]);
    };
  };

/** tgtd dies with all that it knows and is started again. */
export const tgtdDies: Happen = async (fabric) => {
  await roomOf(fabric).tgtd.restart();
  return async () => {};
};

/** Somebody mounts something at a place. */
export const mountsAt =
  (placeOf: (fabric: ProofFabric) => string): Happen =>
  async (fabric) => {
    const place = placeOf(fabric);
    await run(['mount', '-t', 'tmpfs', 'none', place]);
    return async () => void (await run(['umount', place]));
  };
