import { setTimeout as delay } from 'node:timers/promises';
import { type CloneBench, cloneJobMs } from '#bench/provision/clone-job.ts';
import { bounded, type Held } from '#bench/provision/provision-rows.ts';
import type { SlowAgentStand } from './set-up.ts';

const lateMs = 2_000;
const slowJobs = 12;
const lunsOfSlowJob = 5;
const rounds = 4;
const jobsOfRound = 4;
const lunsOfJob = 100;

/** Jobs on the slow agent, so many at once, one after the other until told to stop; answers how many LUNs they made. */
function keepSlowAgentBusy(bench: CloneBench) {
  let [going, luns] = [true, 0];
  const lane = async () => {
    while (going) {
      await cloneJobMs(bench, lunsOfSlowJob);
      luns += lunsOfSlowJob;
    }
  };
  const lanes = Promise.all(Array.from({ length: slowJobs }, lane));
  // Told when it is waited for, and not before.
  lanes.catch(() => undefined);
  return async () => {
    going = false;
    await lanes;
    return luns;
  };
}

/** Milliseconds for the jobs of one round on the quick agent, one after the other. */
async function roundMs(bench: CloneBench): Promise<number> {
  let sum = 0;
  for (let job = 0; job < jobsOfRound; job++) sum += await cloneJobMs(bench, lunsOfJob);
  return sum;
}

async function besideMs({ quick, slow, wire }: SlowAgentStand): Promise<{ ms: number; slowLuns: number }> {
  wire.setLate(lateMs);
  const rest = keepSlowAgentBusy(slow);
  while (wire.kept() < slowJobs / 2) await delay(20);
  const ms = await roundMs(quick);
  wire.setLate(0);
  return { ms, slowLuns: await rest() };
}

/** Rounds by itself and rounds beside the slow agent take turns, so that a machine whose pace changes changes both. */
export async function measure(stand: SlowAgentStand, onStep: (title: string) => void): Promise<Held[]> {
  await roundMs(stand.quick);
  let [alone, beside, slowLuns] = [0, 0, 0];
  for (let round = 1; round <= rounds; round++) {
    onStep(`round ${round} of ${rounds}: by itself, then beside ${slowJobs} jobs on the slow agent`);
    alone += await roundMs(stand.quick);
    const both = await besideMs(stand);
    beside += both.ms;
    slowLuns += both.slowLuns;
  }
  const luns = rounds * jobsOfRound * lunsOfJob;
  const rate = (ms: number) => (luns * 1000) / ms;
  return [
    bounded('LUNs on a quick agent, nothing else going on', rate(alone), 'LUNs/s', null),
    bounded(`the same beside ${slowJobs} jobs on an agent ${lateMs / 1000} s late`, rate(beside), 'LUNs/s', null),
    bounded('what it keeps of its throughput', alone / beside, '×', { atLeast: 0.9 }),
    bounded('LUNs made on the slow agent meanwhile', slowLuns, 'LUNs', { atLeast: slowJobs * lunsOfSlowJob }),
    bounded('answers that came late', stand.wire.delayed(), 'answers', { atLeast: slowJobs }),
  ];
}
