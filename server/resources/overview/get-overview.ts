import type { z } from 'zod';
import type { OverviewDto } from '#contract/api/console.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { databaseNow } from '#server/db/database-clock.ts';
import { findingDto } from '#server/resources/findings/finding-dto.ts';
import { jobFigures } from './job-figures.ts';
import { objectCounts } from './object-counts.ts';
import { poolFigures } from './pool-figures.ts';

const FINDINGS_SHOWN = 10;
const severities = ['critical', 'warning', 'info'];

/** The figures of the first screen, counted now; `asOf` is the oldest inventory they rest on, or now where there is none. */
export async function getOverview(actor: Actor): Promise<z.input<typeof OverviewDto>> {
  requireRole(actor, 'viewer');
  const now = databaseNow();
  const [capacity, counts, jobsToday, agents, findings] = await Promise.all([
    poolFigures(),
    objectCounts(),
    jobFigures(now),
    db.agent.findMany({ select: { state: true, lastInventoryAt: true } }),
    worstFindings(),
  ]);
  const read = agents.flatMap(({ lastInventoryAt }) => (lastInventoryAt ? [lastInventoryAt.getTime()] : []));
  return {
    asOf: new Date(Math.min(now.getTime(), ...read)).toISOString(),
    capacity,
    counts,
    jobsToday,
    agents: { online: agents.filter((agent) => agent.state === 'online').length, total: agents.length },
    findings,
  };
}

async function worstFindings() {
  const bySeverity = await Promise.all(
    severities.map((severity) =>
      db.finding.findMany({ where: { severity, closedAt: null }, orderBy: { openedAt: 'desc' }, take: FINDINGS_SHOWN }),
    ),
  );
  return bySeverity.flat().slice(0, FINDINGS_SHOWN).map(findingDto);
}
