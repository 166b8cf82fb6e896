import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, ApiClient } from './api-client.ts';
import type { Fabric } from './fabric.ts';

export type LabTemplate = Answer<'templates.get'>;

const vmMemoryBytes = 160 * 1024 * 1024;

/** Adds the fabric's agents, and makes a template of the golden's virtual disk once Heddle has seen it. */
export async function enrolFabric(api: ApiClient, { agents }: Fabric): Promise<LabTemplate> {
  for (const { url, enrolmentToken } of agents) await api.ask('agents.create', { body: { url, enrolmentToken } });
  const end = performance.now() + 60_000;
  for (;;) {
    const [disk] = (await api.ask('virtual-disks.list')).items;
    if (disk?.lun) {
      const size = { cpus: 1, memoryBytes: vmMemoryBytes };
      const body = {
        name: 'Debian 12',
        description: 'Boots to READY',
        virtualDiskId: disk.id,
        os: 'Debian 12',
        ...size,
      };
      return api.ask('templates.create', { body });
    }
    if (performance.now() > end) throw new Error('Heddle does not see the virtual disk on the golden LUN');
    await delay(200);
  }
}
