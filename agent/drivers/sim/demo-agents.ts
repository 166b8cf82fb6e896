import path from 'node:path';
import { AgentConfig } from '#agent/drivers/agent-config.ts';
import { demoArrays } from './demo-arrays.ts';
import { demoHosts } from './demo-hosts.ts';
import { demoLibraries } from './demo-libraries.ts';
import { demoPools } from './demo-luns.ts';

/** Long enough to watch, short enough to wait for. */
const latency = {
  createMs: 60,
  cloneMs: 150,
  deleteMs: 90,
  maskingMs: 60,
  diskMs: 300,
  vmStartMs: 2500,
  vmStopMs: 500,
  jitter: 0.3,
};

const folderOf = (home: string) => path.resolve(home, 'agents');
export const demoFabricDir = (home: string) => path.join(folderOf(home), 'fabric');
/** Written when the demo world is complete. */
export const demoMarker = (home: string) => path.join(folderOf(home), 'demo-world.json');

type DemoSystem = AgentConfig['systems'][number];

const systemsOf = (
  kind: DemoSystem['kind'],
  described: readonly { system: string }[],
  fabricDir: string,
): DemoSystem[] =>
  described.map(({ system, ...options }) => ({
    system,
    kind,
    driver: 'sim',
    options: { ...options, name: system.toUpperCase(), fabricDir, latency },
  }));

/**
 * The configs of the three agents of the demo fabric, whose state is below `home`. Ports are 0 and there is no
 * enrolment token: whoever starts them chooses both, and keeps them.
 */
export const demoAgents = (home: string): { name: string; config: AgentConfig }[] => {
  const fabricDir = demoFabricDir(home);
  const arrays = demoArrays.map((array) => ({ ...array, pools: demoPools(array) }));
  const agents = {
    'demo-arrays': systemsOf('array', arrays, fabricDir),
    'demo-libraries': systemsOf('library', demoLibraries, fabricDir),
    'demo-hosts': systemsOf('host', demoHosts, fabricDir),
  };
  return Object.entries(agents).map(([name, systems]) => {
    const listen = { host: '127.0.0.1', port: 0 };
    return { name, config: AgentConfig.parse({ name, listen, stateDir: path.join(folderOf(home), name), systems }) };
  });
};
