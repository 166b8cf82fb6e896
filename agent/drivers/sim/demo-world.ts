import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AgentConfig } from '#agent/drivers/agent-config.ts';
import { systemStateDir } from '#agent/drivers/system-state-dir.ts';
import { openArrayWorld } from './array-world.ts';
import { demoArrays } from './demo-arrays.ts';
import { fillArray, fillHost, fillLibrary } from './demo-fill.ts';
import { demoGoldens } from './demo-goldens.ts';
import { demoHosts } from './demo-hosts.ts';
import { demoLibraries, virtualDiskKeyOf } from './demo-libraries.ts';
import { demoPools } from './demo-luns.ts';
import { openHostWorld } from './host-world.ts';
import { openLibraryWorld } from './library-world.ts';
import { readOptions, SimArrayOptions, SimHostOptions, SimLibraryOptions } from './sim-options.ts';

/** Long enough to watch, short enough to wait for. */
const latency = {
  createMs: 60,
  cloneMs: 150,
  deleteMs: 90,
  maskingMs: 60,
  diskMs: 300,
  vmStartMs: 2500,
  vmStopMs: 500,
  registrationMs: 120,
  moveFactor: 0.005,
  jitter: 0.3,
};

const folderOf = (home: string) => path.resolve(home, 'agents');

type DemoSystem = AgentConfig['systems'][number];

const systemsOf = (home: string, kind: DemoSystem['kind'], described: readonly { system: string }[]): DemoSystem[] =>
  described.map(({ system, ...own }) => {
    const options = { ...own, name: system.toUpperCase(), fabricDir: path.join(folderOf(home), 'fabric'), latency };
    return { system, kind, driver: 'sim', options };
  });

/**
 * The configs of the three agents of the demo fabric, whose state is below `<home>/agents`. Ports are 0 and there is no
 * enrolment token: whoever starts them chooses both, and keeps them.
 */
export const demoAgents = (home: string): { name: string; config: AgentConfig }[] => {
  const arrays = demoArrays.map((array) => ({ ...array, pools: demoPools(array) }));
  const agents = {
    'demo-arrays': systemsOf(home, 'array', arrays),
    'demo-libraries': systemsOf(home, 'library', demoLibraries),
    'demo-hosts': systemsOf(home, 'host', demoHosts),
  };
  return Object.entries(agents).map(([name, systems]) => {
    const listen = { host: '127.0.0.1', port: 0 };
    return { name, config: AgentConfig.parse({ name, listen, stateDir: path.join(folderOf(home), name), systems }) };
  });
};

/**
 * Writes the worlds that the demo agents begin with; once for a home, so that nothing an operator did comes back. Must
 * run before those agents are started.
 */
export const seedDemoWorld = (home: string) => {
  const marker = path.join(folderOf(home), 'demo-world-written');
  if (existsSync(marker)) return;
  // Arrays first: library servers and hosts log in to what is presented to them.
  for (const { config } of demoAgents(home))
    for (const system of config.systems) fillSystem(system, systemStateDir(config.stateDir, system.system));
  writeFileSync(marker, '');
};

const fillSystem = ({ system, kind, options }: DemoSystem, stateDir: string) => {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  if (kind === 'array') {
    const world = openArrayWorld(readOptions(SimArrayOptions, options, system), stateDir, system);
    fillArray(world);
    world.close();
  } else if (kind === 'library') {
    const world = openLibraryWorld(readOptions(SimLibraryOptions, options, system), stateDir, system);
    fillLibrary(world);
    world.close();
  } else {
    const world = openHostWorld(readOptions(SimHostOptions, options, system), stateDir, system);
    fillHost(world);
    world.close();
  }
};

/** What the control plane's seed makes templates of; `libraryServer` is the system key of the library server. */
export const demoTemplates = demoGoldens.map(({ name, library, template }) => ({
  ...template,
  virtualDiskKey: virtualDiskKeyOf(name),
  libraryServer: library,
}));
