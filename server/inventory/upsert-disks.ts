import type { ClientBase } from 'pg';
import type { DiskValue } from '#contract/agent/disks.ts';
import { newId } from '#server/db/new-id.ts';
import { type TableShape, upsertRows } from './table-shape.ts';

export type SeenDisk = { libraryServerId: string; value: DiskValue };

const shape: TableShape = {
  table: 'LibraryDisk',
  columns: {
    id: 'uuid',
    libraryServerId: 'uuid',
    uniqueId: 'text',
    number: 'int',
    online: 'boolean',
    readOnly: 'boolean',
    mounts: 'jsonb',
    criticalFor: 'jsonb',
  },
  key: ['libraryServerId', 'uniqueId'],
  once: ['id'],
  stamped: true,
};

/** Disks as a library server sees them. */
export async function upsertDisks(tx: ClientBase, disks: SeenDisk[], { touch = false } = {}): Promise<void> {
  const rows = disks.map(({ libraryServerId, value }) => ({ ...value, id: newId(), libraryServerId }));
  await upsertRows(tx, shape, rows, { touch });
}
