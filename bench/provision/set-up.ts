import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { systemStateDir } from '#agent/drivers/system-state-dir.ts';
import { createTgtDriver } from '#agent/drivers/tgt/create-tgt-driver.ts';
import { run } from '#agent/exec/run.ts';
import { write16 } from '#agent/iscsi/scsi.ts';
import { type ArrayRoom, equipArray } from '#lab/parts/array-room.ts';
import { startHeddle } from '#lab/parts/heddle.ts';
import { agentDir, startLabAgent } from '#lab/parts/lab-agent.ts';
import type { Room } from '#lab/parts/room.ts';
import { openLun } from '#lab/parts/try-open.ts';
import type { CloneBench } from './clone-job.ts';

const mib = 1024 * 1024;
const system = 'array-1';
const goldenId = '60de000000000000000000000000be7c';
const host = { name: 'host-a', initiator: 'iqn.2026-01.lab.host:a' };
const builder = 'iqn.2026-01.lab.builder:one';

export type ProvisionStand = {
  room: ArrayRoom;
  goldenFile: string;
  bench: CloneBench;
  pids: { [name: string]: number };
};

/** A golden LUN with one stretch of data, so that the reflink costs as little as it can, for the shell as for us. */
async function layGolden(room: ArrayRoom): Promise<string> {
  const stateDir = systemStateDir(path.join(agentDir(room, 'array'), 'state'), system);
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const array = await createTgtDriver(room.options, stateDir, system);
  const named = { uniqueId: goldenId, name: 'bench-golden', pool: room.options.poolName, kind: 'golden' as const };
  const lun = await array.createLun({ ...named, sizeBytes: 1024 * mib });
  await array.createMaskingSet({ key: 'builder', name: 'builder', initiators: [builder] });
  await array.createMaskingSet({ key: host.name, name: host.name, initiators: [host.initiator] });
  await array.present({ uniqueId: goldenId, maskingSet: 'builder', access: 'read-write' });
  const session = await openLun(lun, builder);
  await write16(session, 0n, Buffer.alloc(mib, 0x5a));
  await session.logout();
  await array.unpresent({ uniqueId: goldenId, maskingSet: 'builder' });
  await array.deleteMaskingSet({ key: 'builder' });
  await array.close();
  const file = path.join(room.poolDir, `${goldenId}.lun`);
  const { stdout } = await run(['xfs_io', '-r', '-c', 'fsync', '-c', 'fiemap', file]);
  const extents = stdout.split('\n').filter((line) => /^\s+\d+:/.test(line) && !line.includes('hole')).length;
  if (extents !== 1) throw new Error(`the golden has ${extents} extents instead of one`);
  return file;
}

const RunRecord = z.object({ children: z.array(z.object({ name: z.string(), pid: z.number().int() })) });

/** Array part of the lab, one host to mask to, and Heddle with its web and worker processes as `npm start` runs them. */
export async function setUp(inRoom: Room, onStep: (title: string) => void): Promise<ProvisionStand> {
  onStep('pool, tgtd and golden LUN');
  const room = await equipArray(inRoom);
  const goldenFile = await layGolden(room);
  onStep('agents');
  const options = { ...room.options };
  const array = await startLabAgent(room, 'array', { system, kind: 'array', driver: 'tgt', options });
  const hostOptions = { ...host, fqdn: 'host-a.lab.example' };
  const hosts = await startLabAgent(room, 'host', {
    system: 'host-a',
    kind: 'host',
    driver: 'qemu',
    options: hostOptions,
  });
  onStep('Heddle');
  const heddle = await startHeddle(room);
  for (const { url, enrolmentToken } of [array, hosts]) {
    await heddle.api.ask('agents.create', { body: { url, enrolmentToken } });
  }
  const { children } = RunRecord.parse(JSON.parse(await readFile(path.join(heddle.home, 'run.json'), 'utf8')));
  const worker = children.find((child) => child.name === 'worker')?.pid ?? 0;
  const { api, url, apiToken } = heddle;
  for (;;) {
    const [golden] = (await api.ask('luns.list')).items;
    const [found] = (await api.ask('hosts.list')).items;
    if (golden && found) {
      const bench = { api, url, apiToken, goldenLunId: golden.id, hostIds: [found.id] };
      return { room, goldenFile, bench, pids: { worker, agent: array.pid } };
    }
    await delay(100);
  }
}
