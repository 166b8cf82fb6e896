import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Door, openDoor } from '#test/door.ts';
import { systemDialects } from './system-dialects.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door?.close());

test('a system is driven with what it runs on, an array that only its vendor knows with nothing', async () => {
  const { db } = door;
  const { id: agentId } = await db.agent.create({ data: { name: 'a', url: 'http://127.0.0.1:1' } });
  const array = (system: string, vendor: string, model: string, platform: string | null) =>
    db.array.create({
      data: {
        agentId,
        system,
        name: system,
        vendor,
        model,
        platform,
        version: '1',
        transport: 'iscsi',
        capabilities: {},
      },
    });
  await array('ws', 'Microsoft', 'iSCSI Target Server', 'iSCSI on WS2012 R2');
  await array('tgt', 'Linux SCSI target framework', 'tgt', null);
  await array('other', 'Corvane', 'CX-40', null);
  await db.libraryServer.create({
    data: { agentId, system: 'library', name: 'l', fqdn: 'l.example', version: '6.3.9600', transport: 'iscsi' },
  });
  const host = { channels: 1, cpus: 1, memoryBytes: 1n, version: '6.1.0-27-amd64', transport: 'iscsi' };
  await db.host.create({
    data: { ...host, agentId, system: 'kvm', name: 'k', fqdn: 'k.example', hypervisor: 'KVM on Debian 12' },
  });
  await db.host.create({
    data: { ...host, agentId, system: 'hv', name: 'h', fqdn: 'h.example', hypervisor: 'Hyper-V 2012 R2' },
  });
  const dialectOf = await systemDialects([agentId]);
  const systems = ['ws', 'tgt', 'other', 'library', 'kvm', 'hv', 'nobody'];
  expect(systems.map((system) => dialectOf(agentId, system))).toEqual([
    'powershell',
    'shell',
    null,
    'powershell',
    'shell',
    'powershell',
    null,
  ]);
});
