import { z } from 'zod';
import type { Check } from '#domain/plans/plan.ts';
import type { db as database } from '#server/db/client.ts';
import { databaseNow } from '#server/db/database-clock.ts';
import {
  type AppliedPlan,
  guardConsolidatedCsvs,
  guardCreatedCsv,
  guardRetiredCsv,
  type UndoGuard,
} from './csv-undo-guards.ts';
import { planProcedure } from './plan-procedure.ts';
import type { RecheckFailure } from './recheck-plan.ts';

const Sealed = z.object({ templateId: z.string() });

/** By procedure; the others are never forbidden. */
const guards: { [procedure: string]: UndoGuard } = {
  'create-csv': guardCreatedCsv,
  'retire-csv': guardRetiredCsv,
  'consolidate-csvs': guardConsolidatedCsvs,
};

/**
 * What forbids taking a finished job back although each of its rows could be undone: undoing a seal opens the golden
 * LUN for writing, which is only allowed while nothing was cloned from it; undoing the creation of a CSV deletes what
 * VMs have put on it. null = nothing forbids it.
 */
export async function undoForbidden(
  db: typeof database,
  { procedure, plan }: { procedure: string; plan: AppliedPlan },
): Promise<Check | null> {
  if (procedure !== 'seal-golden') return (await guards[procedure]?.(db, plan)) ?? null;
  const { templateId } = Sealed.parse(plan.input);
  const opened = await planProcedure(db, 'unseal-golden', { templateId }, { now: databaseNow(), exceptJobId: null });
  return opened.kind === 'refused' ? (opened.checks.find((check) => check.state === 'refused') ?? null) : null;
}

/** The same for a job that has its locks and is about to take everything back: the fabric may have changed meanwhile. */
export async function mayUndoJob(db: typeof database, jobId: string): Promise<RecheckFailure | null> {
  const job = await db.job.findUniqueOrThrow({ where: { id: jobId }, include: { plan: true } });
  const forbidden = await undoForbidden(db, job);
  if (!forbidden) return null;
  const sentence = `It was not taken back: ${forbidden.reason}`;
  return { code: 'undo_refused', sentence, ...(forbidden.remedy ? { remedy: forbidden.remedy.sentence } : {}) };
}
