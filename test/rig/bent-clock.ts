import { execFileSync } from 'node:child_process';

/** Why clocks cannot be bent here; null = they can. */
export const noBentClocks: string | null = (() => {
  try {
    bentClock('+1h');
    return null;
  } catch (error) {
    return `faketime is not installed (${error instanceof Error ? error.message.split('\n')[0] : error})`;
  }
})();

/**
 * The environment in which a program reads a wall clock that is `by` off ('+1h', '-1h'), as `faketime` sets it up. Not
 * run under `faketime` itself: that would stand between us and the process id. Timers keep the true, monotonic clock.
 * Throws when there is no `faketime`.
 */
export function bentClock(by: `${'+' | '-'}${number}h`): Record<string, string> {
  const told = execFileSync('faketime', ['--exclude-monotonic', '-f', by, 'env'], { encoding: 'utf8', stdio: 'pipe' });
  const lines = told.split('\n').map((line) => line.split(/=(.*)/s));
  const wanted = ['LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC'];
  return Object.fromEntries(lines.flatMap(([key = '', value = '']) => (wanted.includes(key) ? [[key, value]] : [])));
}
