import { databaseNow } from '#server/db/database-clock.ts';
import { env } from '#server/env.ts';

/** Polls that may be missed before what an agent reported counts as old. */
const MISSED_POLLS = 3;
/** With a quick poll, three of them pass while an agent restarts or a machine is busy. */
const LEAST_PATIENCE_MS = 15_000;

/** Whether an agent has not answered for longer than three polls, so that what it reported cannot be relied on. */
export function isStale(agent: { lastSeenAt: Date | null }, now: Date = databaseNow()): boolean {
  if (!agent.lastSeenAt) return true;
  return now.getTime() - agent.lastSeenAt.getTime() > Math.max(MISSED_POLLS * env.pollMs, LEAST_PATIENCE_MS);
}
