import type { ClientBase } from 'pg';
import { counted } from '#domain/fabric/name-list.ts';
import { newId } from '#server/db/new-id.ts';
import { inTransaction } from '#server/inventory/inventory-lock.ts';
import { type FindingDraft, settleFindings } from '#server/inventory/settle-findings.ts';
import type { Reconciler } from './reconciler.ts';

/** SPC-4: INSUFFICIENT REGISTRATION RESOURCES. Any other refusal says nothing about a limit. */
const FULL = '05/55/04';
/** The most that one probe registers. */
const MAX_CEILING = 4096;

type Probe = {
  jobId: string;
  arrayId: string;
  array: string;
  poolId: string;
  registered: number;
  refusedWith: string | null;
  endedAt: Date;
};

/**
 * Writes what probes found out into the limits table, each probe once: its job is remembered, so that a line which an
 * administrator has changed or forgotten does not come back. A probe that met no limit is told as a finding.
 */
export const recordProbedLimits: Reconciler = {
  name: 'record-probed-limits',
  everyMs: () => 5_000,
  run: async (pool) =>
    inTransaction(pool, async (tx) => {
      const probes = await latestProbes(tx);
      for (const probe of probes) if (probe.refusedWith === FULL) await record(tx, probe);
      const met = probes.filter(({ refusedWith }) => refusedWith !== FULL);
      await settleFindings(tx, 'probe', met.map(noLimitMet));
    }),
};

/** The newest probe of every array that came through. */
async function latestProbes(tx: ClientBase): Promise<Probe[]> {
  const { rows } = await tx.query<Probe>(`
    SELECT DISTINCT ON (a.id) j.id AS "jobId", a.id AS "arrayId", a.name AS array, p.input->>'poolId' AS "poolId",
      (w.outputs->>'registered')::int AS registered, w.outputs->>'refusedWith' AS "refusedWith", j."endedAt"
    FROM "Job" j JOIN "Plan" p ON p.id = j."planId"
      JOIN "PlanRow" r ON r."planId" = p.id AND r.row->>'operation' = 'registrations.probe'
      JOIN "JobRow" w ON w."jobId" = j.id AND w.key = r.key AND w.state = 'proven'
      JOIN "Array" a ON a.id::text = p.input->>'arrayId'
    WHERE j.procedure = 'probe-registration-limit' AND j.state = 'succeeded' AND w.outputs->>'registered' ~ '^\\d{1,9}$'
    ORDER BY a.id, j."endedAt" DESC, j.id DESC`);
  return rows;
}

/** The mark and the line come together or not at all. */
async function record(tx: ClientBase, { jobId, arrayId, registered, endedAt }: Probe): Promise<void> {
  const mark = await tx.query(
    `INSERT INTO "Setting" (key, value, "updatedAt") VALUES ($1, '{}', now()) ON CONFLICT (key) DO NOTHING`,
    [`probe-recorded:${jobId}`],
  );
  if (mark.rowCount === 0) return;
  await tx.query(
    `INSERT INTO "CapacityLimit" (id, "arrayId", scope, value, source, "statedOn", confidence, "updatedAt")
     VALUES ($1, $2, 'lun', $3, $4, $5::timestamptz::date, 'high', now())`,
    [newId(), arrayId, registered, `probe, job ${jobId}`, endedAt],
  );
}

function noLimitMet({ arrayId, array, poolId, registered, refusedWith }: Probe): FindingDraft {
  const found = `${counted(registered, 'key')} could be registered on one LUN`;
  const object = { kind: 'array' as const, id: arrayId, name: array };
  const head = { about: arrayId, severity: 'info' as const, object };
  if (refusedWith !== null)
    return {
      ...head,
      code: 'probe_inconclusive',
      title: `The probe of ${array} was refused for another reason than its limit`,
      reason: `${found}, then it refused with sense ${refusedWith} instead of ${FULL}. No limit was recorded.`,
      remedy: { sentence: 'Look up what the sense means for this array, and enter the limit by hand if it is one.' },
    };
  const more = Math.min(MAX_CEILING, registered * 2);
  const again = { procedure: 'probe-registration-limit', input: { arrayId, poolId, ceiling: more } };
  return {
    ...head,
    code: 'probe_reached_ceiling',
    title: `No registration limit of ${array} was met`,
    reason: `${found}, which was as far as the probe was told to go. No limit was recorded.`,
    remedy:
      more > registered
        ? { sentence: `Probe again up to ${more}.`, ...again }
        : { sentence: 'Enter the limit by hand when the vendor states one.' },
  };
}
