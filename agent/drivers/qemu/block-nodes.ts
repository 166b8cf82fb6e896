import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Monitor, MonitorRefused } from './qmp.ts';
import type { VmDefinition } from './vm-definition.ts';

export type VmDisk = VmDefinition['disks'][number];

/** QEMU's name for the block node of a LUN (at most 31 characters there): a running VM tells by it what it uses. */
export const nodeOf = ({ uniqueId }: { uniqueId: string }): string =>
  `lun-${createHash('sha256').update(uniqueId).digest('hex').slice(0, 24)}`;

/** How QEMU opens a LUN under the host's own initiator name. */
export const iscsiOptions = (disk: VmDisk, initiator: string) => ({
  driver: 'iscsi',
  transport: 'tcp',
  portal: disk.portal,
  target: disk.targetIqn,
  lun: disk.lunNumber,
  'initiator-name': initiator,
});

const Devices = z.array(
  z.object({
    inserted: z
      .object({ 'node-name': z.string().optional(), image: z.object({ 'virtual-size': z.number() }) })
      .optional(),
  }),
);

/** The nodes that the VM's disks use now, with their sizes in bytes. */
export async function usedNodes(monitor: Monitor): Promise<Map<string, number>> {
  const devices = Devices.parse(await monitor.execute('query-block'));
  return new Map(
    devices.flatMap(({ inserted }) =>
      inserted?.['node-name'] ? [[inserted['node-name'], inserted.image['virtual-size']] as const] : [],
    ),
  );
}

/** Closes a node. Not there = done. */
export async function closeNode(monitor: Monitor, node: string): Promise<void> {
  const nodes = z
    .array(z.object({ 'node-name': z.string() }))
    .parse(await monitor.execute('query-named-block-nodes', { flat: true }));
  if (nodes.some((one) => one['node-name'] === node)) await monitor.execute('blockdev-del', { 'node-name': node });
}

const Jobs = z.array(
  z.object({
    id: z.string(),
    status: z.string(),
    error: z.string().optional(),
  }),
);
export type BlockJob = z.infer<typeof Jobs>[number];

/** null = there is no such job. */
export async function findJob(monitor: Monitor, id: string): Promise<BlockJob | null> {
  return Jobs.parse(await monitor.execute('query-jobs')).find((job) => job.id === id) ?? null;
}

/** Cancels a job. One that has ended or is ending by itself takes no cancel. */
export async function cancelJob(monitor: Monitor, id: string): Promise<void> {
  await monitor.execute('job-cancel', { id }).catch((error) => {
    if (!(error instanceof MonitorRefused)) throw error;
  });
}
