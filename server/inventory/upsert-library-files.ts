import type { ClientBase } from 'pg';
import { newId } from '#server/db/new-id.ts';
import type { ObjectValue } from './parse-object.ts';
import { type TableShape, upsertRows } from './table-shape.ts';

const shareShape: TableShape = {
  table: 'LibraryShare',
  columns: { id: 'uuid', libraryServerId: 'uuid', key: 'text', path: 'text', description: 'text' },
  key: ['libraryServerId', 'key'],
  once: ['id'],
  stamped: false,
};
const fileShape: TableShape = {
  table: 'VirtualDisk',
  columns: {
    id: 'uuid',
    libraryServerId: 'uuid',
    shareId: 'uuid',
    key: 'text',
    directory: 'text',
    file: 'text',
    format: 'text',
    sizeBytes: 'bigint',
    generalised: 'boolean',
    otherFiles: 'int',
    missingSince: 'timestamptz',
  },
  key: ['libraryServerId', 'key'],
  once: ['id'],
  stamped: false,
};

/** Shares of one library server. */
export async function upsertShares(tx: ClientBase, libraryServerId: string, shares: ObjectValue<'share'>[]) {
  const rows = shares.map((share) => ({ ...share, id: newId(), libraryServerId }));
  await upsertRows(tx, shareShape, rows);
}

/** Virtual disks of one library server. Answers those whose share is not known: they cannot be kept. */
export async function upsertVirtualDisks(
  tx: ClientBase,
  libraryServerId: string,
  files: ObjectValue<'virtual-disk'>[],
): Promise<ObjectValue<'virtual-disk'>[]> {
  const sql = 'SELECT id, key FROM "LibraryShare" WHERE "libraryServerId" = $1';
  const { rows: shares } = await tx.query<{ id: string; key: string }>(sql, [libraryServerId]);
  const shareIds = new Map(shares.map(({ id, key }) => [key, id]));
  const rows = files
    .filter(({ share }) => shareIds.has(share))
    .map(({ share, ...columns }) => {
      return { ...columns, id: newId(), libraryServerId, shareId: shareIds.get(share), missingSince: null };
    });
  await upsertRows(tx, fileShape, rows);
  return files.filter(({ share }) => !shareIds.has(share));
}
