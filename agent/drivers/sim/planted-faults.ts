import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Failed } from '#agent/drivers/failed.ts';
import { Refused } from '#agent/drivers/refused.ts';
import { fileName } from './object-file.ts';

/**
 * A fault that somebody plants in a simulated system while it runs: one JSON file `<id>.json` each.
 * `name`: the object's name; without it every object is meant. `times`: acts it meets; without it all of them.
 * `lie` = answers done and does nothing; `wait` = the act stands still until the file is taken away.
 */
export const PlantedFault = z.object({
  act: z.string(),
  mode: z.enum(['fail', 'refuse', 'lie', 'wait']),
  name: z.string().optional(),
  times: z.number().int().min(1).optional(),
});
export type PlantedFault = z.infer<typeof PlantedFault>;

const lookEveryMs = 10;

/**
 * Meets the planted faults of a folder (null = there are none). Each meeting adds a line to `<id>.met` beside the fault,
 * which counts it over restarts too. Throws as the fault says; `pretend` as Stage.enter has it.
 */
export const meetFaults = async (folder: string | null, act: string, name: string): Promise<{ pretend: boolean }> => {
  let pretend = false;
  for (const file of folder === null ? [] : filesIn(folder)) {
    const fault = read(file);
    if (!fault || fault.act !== act || (fault.name ?? name) !== name) continue;
    const met = file.replace(/json$/, 'met');
    if (fault.times !== undefined && linesOf(met) >= fault.times) continue;
    appendFileSync(met, `${act} ${name}\n`);
    if (fault.mode === 'fail') throw new Failed('planted_failure', `${name} fails to ${act}.`);
    if (fault.mode === 'refuse') throw new Refused('planted_refusal', `${name} refuses to ${act}.`);
    if (fault.mode === 'lie') pretend = true;
    while (fault.mode === 'wait' && existsSync(file)) await wait(lookEveryMs);
  }
  return { pretend };
};

/**
 * A file `restart-target-<system>` in the folder: the target of that array has restarted and kept no registration. True
 * once for each file, which is then gone.
 */
export const meetRestart = (folder: string | null, system: string): boolean => {
  if (folder === null) return false;
  const file = path.join(folder, `restart-target-${fileName(system)}`);
  if (!existsSync(file)) return false;
  rmSync(file);
  return true;
};

const filesIn = (folder: string): string[] => {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.endsWith('.json')).map((name) => path.join(folder, name));
};

/** null when it was taken away between the two looks. */
const read = (file: string): PlantedFault | null => {
  const text = readQuietly(file);
  return text === '' ? null : PlantedFault.parse(JSON.parse(text));
};

const linesOf = (file: string): number => readQuietly(file).split('\n').length - 1;

const readQuietly = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
};
