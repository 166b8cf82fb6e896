import type { ClientBase } from 'pg';
import type { SharedDiskValue } from '#contract/agent/shared-disks.ts';
import { newId } from '#server/db/new-id.ts';
import { type TableShape, upsertRows } from './table-shape.ts';

export type SeenSharedDisk = { hostId: string; value: SharedDiskValue };

const shape: TableShape = {
  table: 'SharedDisk',
  columns: {
    id: 'uuid',
    hostId: 'uuid',
    uniqueId: 'text',
    online: 'boolean',
    sizeBytes: 'bigint',
    channels: 'jsonb',
    registrants: 'jsonb',
    holder: 'jsonb',
  },
  key: ['hostId', 'uniqueId'],
  once: ['id'],
  stamped: true,
};

/** LUNs that hosts share with others, as each host sees them. */
export async function upsertSharedDisks(
  tx: ClientBase,
  disks: SeenSharedDisk[],
  { touch = false } = {},
): Promise<void> {
  const rows = disks.map(({ hostId, value }) => ({ ...value, id: newId(), hostId }));
  await upsertRows(tx, shape, rows, { touch });
}
