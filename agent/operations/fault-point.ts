import { readFileSync, writeFileSync } from 'node:fs';

/** Moments of an operation at which a process may die: before it is noted, noted, in effect, noted as ended but unanswered. */
export type FaultWindow = 'before-intent' | 'after-intent' | 'after-effect' | 'after-result';

/**
 * Proofs of what survives a crash need crashes at exact moments. With HEDDLE_FAULTS=FILE in the environment the process
 * kills itself (SIGKILL) at a moment that a line of the file names: `<window> <operation or operation id>`, or
 * `<window> *<end of an operation id>`. The line is taken out first, so it fires once, and the proof can count that it
 * fired. Without the variable nothing is read.
 */
export const faultPoint = (window: FaultWindow, id: string, operation: string) => {
  const file = process.env.HEDDLE_FAULTS;
  if (!file) return;
  const lines = readLines(file);
  const at = lines.findIndex((line) => {
    const [when, what = ''] = line.split(' ');
    return (
      when === window && (what === operation || what === id || (what.startsWith('*') && id.endsWith(what.slice(1))))
    );
  });
  if (at < 0) return;
  lines.splice(at, 1);
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  process.kill(process.pid, 'SIGKILL');
};

const readLines = (file: string): string[] => {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return []; // not written yet
  }
};
