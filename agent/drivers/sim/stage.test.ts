import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStage, timeOf } from './stage.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-stage-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** How the stage ends for an act on an object of this name: what is thrown, or whether it is pretended. */
const ending = async (act: 'clone' | 'delete', name: string) => {
  const stage = openStage(folder, {});
  try {
    return (await stage.enter(act, name, 0)).pretend ? 'pretended' : 'let through';
  } catch (error) {
    return error instanceof Error ? error.name : 'thrown';
  } finally {
    stage.close();
  }
};

it('lets names decide, each for its act alone', async () => {
  expect(await ending('clone', 'web-01')).toBe('let through');
  expect(await ending('clone', 'web-sim-fails-clone-01')).toBe('Failed');
  expect(await ending('delete', 'web-sim-fails-clone-01')).toBe('let through');
  expect(await ending('clone', 'sim-refuses-clone')).toBe('Refused');
  expect(await ending('clone', 'sim-lies-clone')).toBe('pretended');
});

it('fails once and remembers it over a restart', async () => {
  expect(await ending('clone', 'a-sim-fails-once-clone')).toBe('Failed');
  expect(await ending('clone', 'a-sim-fails-once-clone')).toBe('let through');
  expect(await ending('clone', 'b-sim-fails-once-clone')).toBe('Failed');
  expect(await ending('clone', 'sim-fails-2-times-clone')).toBe('Failed');
  expect(await ending('clone', 'sim-fails-2-times-clone')).toBe('Failed');
  expect(await ending('clone', 'sim-fails-2-times-clone')).toBe('let through');
});

it('takes the same time for the same act, name and seed', () => {
  const jitter = { jitter: 0.5, seed: 7 };
  const times = ['a', 'b', 'c', 'd'].map((name) => timeOf('clone', name, 100, jitter));
  expect(times).toEqual(['a', 'b', 'c', 'd'].map((name) => timeOf('clone', name, 100, jitter)));
  expect(new Set(times).size).toBe(4);
  for (const time of times) expect(Math.abs(time - 100)).toBeLessThanOrEqual(50);
  expect(timeOf('clone', 'a', 100, { jitter: 0.5, seed: 8 })).not.toBe(times[0]);
  expect(timeOf('clone', 'a', 100, {})).toBe(100);
});

it('is slow by name: ten times, and two seconds at least', () => {
  expect(timeOf('clone', 'sim-slow-clone', 0, {})).toBe(2000);
  expect(timeOf('clone', 'sim-slow-clone', 500, {})).toBe(5000);
  expect(timeOf('delete', 'sim-slow-clone', 500, {})).toBe(500);
});
