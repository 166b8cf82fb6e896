import type { ClientBase } from 'pg';
import type { ObjectRef, Remedy } from '#domain/plans/plan.ts';
import { newId } from '#server/db/new-id.ts';

/** An observation that needs a person. `about` tells it from the others of its scope and stays the same while it lasts. */
export type FindingDraft = {
  about: string;
  code: string;
  severity: 'info' | 'warning' | 'critical';
  title: string;
  reason: string;
  remedy: Remedy | null;
  object: ObjectRef | null;
};

/**
 * Makes the open findings of a scope ('drift', 'inventory:<agent id>') exactly these: new ones are opened, known ones
 * brought up to date, and those that no longer hold are closed. Within the caller's transaction.
 */
export async function settleFindings(tx: ClientBase, scope: string, drafts: FindingDraft[]): Promise<void> {
  const prefix = `${scope}|`;
  const rows = new Map(
    drafts.map(({ about, ...draft }) => [about, { id: newId(), fingerprint: `${prefix}${about}`, ...draft }]),
  );
  // Two that look at the same time must not open the same finding twice.
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('findings'), hashtext($1))", [scope]);
  await tx.query(settleSql, [JSON.stringify([...rows.values()]), prefix]);
}

const settleSql = `
  WITH seen AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS s(
      id uuid, fingerprint text, code text, severity text, title text, reason text, remedy jsonb, object jsonb)
  ), closed AS (
    UPDATE "Finding" f SET "closedAt" = now()
    WHERE f."closedAt" IS NULL AND starts_with(f.fingerprint, $2)
      AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.fingerprint = f.fingerprint)
  ), known AS (
    UPDATE "Finding" f
    SET code = s.code, severity = s.severity, title = s.title, reason = s.reason, remedy = s.remedy, object = s.object
    FROM seen s WHERE f."closedAt" IS NULL AND f.fingerprint = s.fingerprint
      AND (f.code, f.severity, f.title, f.reason, f.remedy, f.object)
        IS DISTINCT FROM (s.code, s.severity, s.title, s.reason, s.remedy, s.object)
  )
  INSERT INTO "Finding" (id, fingerprint, code, severity, title, reason, remedy, object)
  SELECT id, fingerprint, code, severity, title, reason, remedy, object FROM seen
  WHERE NOT EXISTS (SELECT 1 FROM "Finding" f WHERE f."closedAt" IS NULL AND f.fingerprint = seen.fingerprint)`;
