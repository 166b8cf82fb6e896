import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Failed } from '#agent/drivers/failed.ts';
import { Refused } from '#agent/drivers/refused.ts';
import { openObjects } from './object-file.ts';
import { meetFaults } from './planted-faults.ts';
import type { Latency } from './sim-options.ts';

/** Acts that names can make fail, as they stand in `sim-fails-<act>`. */
export type SimAct =
  | 'create'
  | 'clone'
  | 'delete'
  | 'quarantine'
  | 'present'
  | 'unpresent'
  | 'offline'
  | 'online'
  | 'probe'
  | 'start'
  | 'stop'
  | 'move'
  | 'admit'
  | 'dismiss'
  | 'confirm'
  | 'preempt'
  | 'attach'
  | 'register'
  | 'detach'
  | 'reserve'
  | 'release';

const slowAtLeastMs = 2000;
const slowFactor = 10;

export type Stage = ReturnType<typeof openStage>;

/**
 * What happens on the way into a simulated act: it takes its time, and the name of its object, or a fault planted in
 * `faultsDir`, may make it fail, refuse or lie. Pure chance has no part in it; `sim-fails-once-…` remembers on disk that
 * it has failed.
 */
export const openStage = (stateDir: string, latency: Latency, faultsDir: string | null = null) => {
  const failed = openObjects(path.join(stateDir, 'failed-once.jsonl'), z.object({ act: z.string(), name: z.string() }));

  /** Throws when the name says so; `pretend` true = answer as if it were done, and change nothing. */
  const enter = async (act: SimAct, name: string, baseMs: number | undefined): Promise<{ pretend: boolean }> => {
    const takesMs = timeOf(act, name, baseMs ?? 0, latency);
    if (takesMs > 0) await wait(takesMs);
    if (name.includes(`sim-refuses-${act}`))
      throw new Refused('simulated_refusal', `${name} refuses to ${act}.`, 'Use a name without sim-refuses.');
    if (name.includes(`sim-fails-${act}`)) throw broken(act, name);
    for (let time = 1; time <= failuresOf(act, name); time += 1) {
      const key = time === 1 ? `${act} ${name}` : `${act} ${name} ${time}`;
      if (failed.get(key)) continue;
      failed.put(key, { act, name });
      throw broken(act, name);
    }
    const { pretend } = await meetFaults(faultsDir, act, name);
    return { pretend: pretend || name.includes(`sim-lies-${act}`) };
  };

  return { enter, close: failed.close };
};

/** A base time with its jitter and, for `sim-slow-<act>`, ten times that and no less than two seconds. */
export const timeOf = (act: SimAct, name: string, baseMs: number, { jitter = 0, seed = 1 }: Latency): number => {
  const chance = createHash('sha256').update(`${seed} ${act} ${name}`).digest().readUInt32BE() / 2 ** 32;
  const takesMs = baseMs * (1 + jitter * (2 * chance - 1));
  return name.includes(`sim-slow-${act}`) ? Math.max(slowAtLeastMs, takesMs * slowFactor) : takesMs;
};

/** How often an act on an object of this name fails before it works. */
const failuresOf = (act: SimAct, name: string): number =>
  name.includes(`sim-fails-once-${act}`) ? 1 : Number(new RegExp(`sim-fails-(\\d+)-times-${act}`).exec(name)?.[1] ?? 0);

const broken = (act: SimAct, name: string) => new Failed('simulated_failure', `${name} fails to ${act}.`);

/** For objects called `sim-garbage`: a version no parser expects, with everything a guest may report (and NUL). */
export const garbageVersion = `6.1.0-\u0000\u202e"'<script>\ud83d\ude00${'9'.repeat(70_000)}`;
export const reportsGarbage = (name: string) => name.includes('sim-garbage');
