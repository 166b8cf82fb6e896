import { readFileSync, writeFileSync } from 'node:fs';

/** Moments of an operation at which a process may die: before it is noted, noted, in effect, noted as ended but unanswered. */
export type FaultWindow = 'before-intent' | 'after-intent' | 'after-effect' | 'after-result';

/** How an act may end without having begun: refused, broken, or said to be done. */
export type FaultEnd = 'refuse' | 'fail' | 'lie';

/**
 * Proofs of what survives a crash need crashes at exact moments. With HEDDLE_FAULTS=FILE in the environment the process
 * kills itself (SIGKILL) at a moment that a line of the file names: `<window> <operation or operation id>`, or
 * `<window> *<end of an operation id>`. The line is taken out first, so it fires once, and the proof can count that it
 * fired. Without the variable nothing is read.
 */
export const faultPoint = (window: FaultWindow, id: string, operation: string) => {
  if (takeFault([window], id, operation)) process.kill(process.pid, 'SIGKILL');
};

/** A line `<end> <…>` of the same file, taken out likewise: how this attempt shall end. null = as it ends by itself. */
export const faultEnd = (id: string, operation: string): FaultEnd | null =>
  takeFault<FaultEnd>(['refuse', 'fail', 'lie'], id, operation);

const takeFault = <W extends string>(words: readonly W[], id: string, operation: string): W | null => {
  const file = process.env.HEDDLE_FAULTS;
  if (!file) return null;
  const lines = readLines(file);
  const isMeant = (what: string) =>
    what === operation || what === id || (what.startsWith('*') && id.endsWith(what.slice(1)));
  for (const [at, line] of lines.entries()) {
    const [first, what = ''] = line.split(' ');
    const word = words.find((one) => one === first);
    if (!word || !isMeant(what)) continue;
    lines.splice(at, 1);
    writeFileSync(file, lines.map((left) => `${left}\n`).join(''));
    return word;
  }
  return null;
};

const readLines = (file: string): string[] => {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return []; // not written yet
  }
};
