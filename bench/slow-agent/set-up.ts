import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createSimArray } from '#agent/drivers/sim/create-sim-array.ts';
import { systemStateDir } from '#agent/drivers/system-state-dir.ts';
import type { CloneBench } from '#bench/provision/clone-job.ts';
import { startHeddle } from '#lab/parts/heddle.ts';
import { agentDir, startLabAgent } from '#lab/parts/lab-agent.ts';
import type { Room } from '#lab/parts/room.ts';
import { type LateWire, openLateWire } from './late-wire.ts';

const tib = 2 ** 40;
const host = { fqdn: 'host.bench.example', initiators: ['iqn.2026-01.bench.host:a'] };
export type SlowAgentStand = { quick: CloneBench; slow: CloneBench; wire: LateWire };

/** An agent with a simulated array on which a golden LUN stands, and a set for the host. Answers its address and token. */
async function startArrayAgent(room: Room, name: string) {
  const options = { fabricDir: path.join(room.dir, 'fabric'), name, pools: [{ key: 'p', name: 'P', sizeBytes: tib }] };
  const stateDir = systemStateDir(path.join(agentDir(room, name), 'state'), name);
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const array = await createSimArray(options, stateDir, name);
  const uniqueId = Buffer.from(name.padEnd(16, '.')).toString('hex');
  await array.createLun({ uniqueId, name: `${name}-golden`, pool: 'p', kind: 'golden', sizeBytes: 2 ** 20 });
  await array.createMaskingSet({ key: 'host', name: 'host', initiators: host.initiators });
  await array.close();
  return startLabAgent(room, name, { system: name, kind: 'array', driver: 'sim', options });
}

/** Two arrays on agents of their own, one of them behind a wire that can be made late, one host, and Heddle. */
export async function setUp(room: Room, onStep: (title: string) => void): Promise<SlowAgentStand> {
  const fabricDir = path.join(room.dir, 'fabric');
  await mkdir(fabricDir, { recursive: true });
  onStep('agents');
  const quick = await startArrayAgent(room, 'quick');
  const slow = await startArrayAgent(room, 'slow');
  const hosts = await startLabAgent(room, 'host', {
    ...{ system: 'host', kind: 'host', driver: 'sim' },
    options: { fabricDir, name: 'host', ...host },
  });
  const wire = await openLateWire(slow.url);
  onStep('Heddle');
  const { api, url, apiToken } = await startHeddle(room);
  for (const agent of [quick, { ...slow, url: wire.url }, hosts])
    await api.ask('agents.create', { body: { url: agent.url, enrolmentToken: agent.enrolmentToken } });
  for (;;) {
    const goldens = (await api.ask('luns.list')).items.filter(({ kind }) => kind === 'golden');
    const hostIds = (await api.ask('hosts.list')).items.map(({ id }) => id);
    const bench = (name: string) => {
      const goldenLunId = goldens.find((golden) => golden.name === `${name}-golden`)?.id;
      return goldenLunId && hostIds.length > 0 ? { api, url, apiToken, goldenLunId, hostIds } : null;
    };
    const [ofQuick, ofSlow] = [bench('quick'), bench('slow')];
    if (ofQuick && ofSlow) return { quick: ofQuick, slow: ofSlow, wire };
    await delay(100);
  }
}
