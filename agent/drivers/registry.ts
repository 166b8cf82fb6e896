import { mkdirSync } from 'node:fs';
import type { AgentConfig } from './agent-config.ts';
import type { Driver, DriverFactory } from './driver.ts';
import { systemStateDir } from './system-state-dir.ts';

/**
 * Every driver there is, by kind and name; loaded when a config names it, so that an agent needs only the programs of
 * its own drivers. A static map: the bundler sees each import.
 */
const factories: { [driver: string]: () => Promise<DriverFactory> } = {
  'array/sim': async () => (await import('./sim/create-sim-array.ts')).createSimArray,
  'array/tgt': async () => (await import('./tgt/create-tgt-driver.ts')).createTgtDriver,
  'library/sim': async () => (await import('./sim/create-sim-library.ts')).createSimLibrary,
  'library/qsd': async () => (await import('./qsd/create-qsd-driver.ts')).createQsdDriver,
  'host/qemu': async () => (await import('./qemu/create-qemu-driver.ts')).createQemuDriver,
  'host/sim': async () => (await import('./sim/create-sim-host.ts')).createSimHost,
};

/** Throws in words when there is no such driver or its options are wrong. */
export const createDriver = async (entry: AgentConfig['systems'][number], stateDir: string): Promise<Driver> => {
  const load = factories[`${entry.kind}/${entry.driver}`];
  if (!load) {
    const known = Object.keys(factories).join(', ');
    throw new Error(`System ${entry.system}: there is no driver ${entry.kind}/${entry.driver}. Known: ${known}.`);
  }
  const create = await load();
  const own = systemStateDir(stateDir, entry.system);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return create(entry.options, own, entry.system);
};
