import type { ClientBase } from 'pg';
import { z } from 'zod';
import { newId } from '#server/db/new-id.ts';
import { inTransaction } from '#server/inventory/inventory-lock.ts';
import { PENDING_HISTORY, PENDING_TEMPLATES, PendingHistory, PendingTemplate } from './pending-demo.ts';
import type { Reconciler } from './reconciler.ts';

/** Makes what the demo shows and only reports allow: templates of virtual disks, and the past of the pools. */
export const createPendingDemo: Reconciler = {
  name: 'create-pending-demo',
  everyMs: () => 1_000,
  run: async (pool) => {
    const sql = 'SELECT key FROM "Setting" WHERE key IN ($1, $2)';
    const { rows } = await pool.query<{ key: string }>(sql, [PENDING_TEMPLATES, PENDING_HISTORY]);
    if (rows.some(({ key }) => key === PENDING_TEMPLATES)) await inTransaction(pool, createKnown);
    if (rows.some(({ key }) => key === PENDING_HISTORY)) await inTransaction(pool, createHistory);
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

/** When every agent has been met: one sample each six hours, from two thirds of today's use up to it, with some weather. */
async function createHistory(tx: ClientBase): Promise<void> {
  const { rows } = await tx.query<{ value: unknown }>('SELECT value FROM "Setting" WHERE key = $1 FOR UPDATE', [
    PENDING_HISTORY,
  ]);
  const { rowCount: unmet } = await tx.query('SELECT 1 FROM "Agent" WHERE "lastInventoryAt" IS NULL LIMIT 1');
  const { rowCount: pools } = await tx.query('SELECT 1 FROM "Pool" LIMIT 1');
  if (!rows[0] || unmet || !pools) return;
  const { days } = PendingHistory.parse(rows[0].value);
  await tx.query(historySql, [days]);
  await tx.query('DELETE FROM "Setting" WHERE key = $1', [PENDING_HISTORY]);
}

/** `part` runs from 0 to 1 over the days; each pool has a phase of its own, made of its id, so that no two look alike. */
const historySql = `
  INSERT INTO "PoolSample" ("poolId", at, "sizeBytes", "usedBytes", "provisionedBytes")
  SELECT p.id, date_bin('15 minutes', s.at, 'epoch'::timestamptz), p."sizeBytes",
    (p."usedBytes" * (0.66 + 0.34 * s.part + 0.012 * sin(s.part * 40 + p.phase)))::bigint,
    (p.provisioned * (0.72 + 0.28 * s.part))::bigint
  FROM (
    SELECT q.*, (abs(hashtext(q.id::text)) % 628) / 100.0 AS phase,
      COALESCE((SELECT sum(l."sizeBytes") FROM "Lun" l WHERE l."poolId" = q.id), 0) AS provisioned
    FROM "Pool" q
  ) p CROSS JOIN (
    SELECT at, 1 - extract(epoch FROM now() - at) / ($1::int * 86400.0) AS part
    FROM generate_series(now() - make_interval(days => $1::int), now() - interval '1 hour', interval '6 hours') AS at
  ) s
  ON CONFLICT ("poolId", at) DO NOTHING`;
