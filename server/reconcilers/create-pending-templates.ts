import type { ClientBase } from 'pg';
import { z } from 'zod';
import { newId } from '#server/db/new-id.ts';
import { inTransaction } from '#server/inventory/inventory-lock.ts';
import type { Reconciler } from './reconciler.ts';

/** The setting that holds templates which wait for their virtual disk to be discovered. */
export const PENDING_TEMPLATES = 'demo-templates-pending';

export const PendingTemplate = z.object({
  name: z.string(),
  description: z.string().nullable(),
  os: z.string().nullable(),
  cpus: z.number().int(),
  memoryBytes: z.number().int(),
  isoInDrive: z.boolean().default(false),
  /** System of the library server, and the virtual disk's key on it. */
  libraryServer: z.string(),
  virtualDisk: z.string(),
});
export type PendingTemplate = z.infer<typeof PendingTemplate>;

/** Makes the templates of the demo once the library servers have reported their virtual disks. */
export const createPendingTemplates: Reconciler = {
  name: 'create-pending-templates',
  everyMs: () => 1_000,
  run: async (pool) => {
    const { rows } = await pool.query('SELECT 1 FROM "Setting" WHERE key = $1', [PENDING_TEMPLATES]);
    if (rows.length > 0) await inTransaction(pool, createKnown);
  },
};

async function createKnown(tx: ClientBase): Promise<void> {
  const sql = 'SELECT value FROM "Setting" WHERE key = $1 FOR UPDATE';
  const { rows } = await tx.query<{ value: unknown }>(sql, [PENDING_TEMPLATES]);
  if (!rows[0]) return;
  const waiting: PendingTemplate[] = [];
  for (const template of z.array(PendingTemplate).parse(rows[0].value))
    if (!(await create(tx, template))) waiting.push(template);
  if (waiting.length === 0) await tx.query('DELETE FROM "Setting" WHERE key = $1', [PENDING_TEMPLATES]);
  else
    await tx.query('UPDATE "Setting" SET value = $2::jsonb, "updatedAt" = now() WHERE key = $1', [
      PENDING_TEMPLATES,
      JSON.stringify(waiting),
    ]);
}

/** Answers whether its virtual disk is known; a template of that name that exists already is left as it is. */
async function create(tx: ClientBase, template: PendingTemplate): Promise<boolean> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT d.id FROM "VirtualDisk" d JOIN "LibraryServer" s ON s.id = d."libraryServerId"
     WHERE s.system = $1 AND d.key = $2 ORDER BY s."createdAt" LIMIT 1`,
    [template.libraryServer, template.virtualDisk],
  );
  if (!rows[0]) return false;
  await tx.query(
    `INSERT INTO "Template" (id, name, description, "virtualDiskId", os, cpus, "memoryBytes", "isoInDrive", "updatedAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now()) ON CONFLICT (name) DO NOTHING`,
    [
      newId(),
      template.name,
      template.description,
      rows[0].id,
      template.os,
      template.cpus,
      template.memoryBytes,
      template.isoInDrive,
    ],
  );
  return true;
}
