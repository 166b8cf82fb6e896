import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { bentClock, noBentClocks } from './bent-clock.ts';

const HOUR_MS = 3_600_000;
const why = noBentClocks ? `: skipped, ${noBentClocks}` : '';

it.skipIf(noBentClocks !== null)(`bends the wall clock of a program, and not its timers${why}`, () => {
  const read = (env: Record<string, string>) => {
    const program = 'console.log(JSON.stringify([Date.now(), performance.now()]))';
    const told = execFileSync(process.execPath, ['-e', program], { env: { ...process.env, ...env }, encoding: 'utf8' });
    return JSON.parse(told) as [number, number];
  };
  for (const [by, offMs] of [['+1h', HOUR_MS] as const, ['-1h', -HOUR_MS] as const]) {
    const [wall, sinceStart] = read(bentClock(by));
    expect(Math.abs(wall - Date.now() - offMs), by).toBeLessThan(60_000);
    expect(sinceStart, by).toBeLessThan(60_000);
  }
});
