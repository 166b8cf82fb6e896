import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db, pool } from '#server/db/client.ts';
import { databaseNow } from '#server/db/database-clock.ts';
import { newId } from '#server/db/new-id.ts';
import { withReconnect } from '#server/db/with-reconnect.ts';
import { notFound } from '#server/errors.ts';
import type { Context } from '#server/http/handle.ts';
import { templateDtos } from './template-dto.ts';
import { requireFreeName } from './template-name.ts';

type Create = Context<'templates.create'>;

/** Makes a template of a virtual disk; the fabric is not touched. @throws ProblemError `not_found`, `conflict`. */
export async function createTemplate(actor: Actor, body: Create['body'], recordAnswer: Create['recordAnswer']) {
  requireRole(actor, 'operator');
  const virtualDisk = await db.virtualDisk.findUnique({ where: { id: body.virtualDiskId }, include: { share: true } });
  if (!virtualDisk) throw notFound('virtual disk', body.virtualDiskId);
  await requireFreeName(body.name);
  const now = databaseNow();
  const times = { createdAt: now, updatedAt: now };
  const row = { ...body, ...times, id: newId(), memoryBytes: BigInt(body.memoryBytes), isoInDrive: false, virtualDisk };
  const [dto] = await templateDtos([row]);
  if (!dto) throw new Error('a template that was just made has no description');
  await withReconnect(pool, async (tx) => {
    await tx.query('BEGIN');
    await tx.query(
      `INSERT INTO "Template" (id, name, description, "virtualDiskId", os, cpus, "memoryBytes", "createdAt", "updatedAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
      [row.id, row.name, row.description, row.virtualDiskId, row.os, row.cpus, body.memoryBytes, now],
    );
    await recordAnswer(tx, dto);
    await tx.query('COMMIT');
  });
  return dto;
}
