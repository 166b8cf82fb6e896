import { seedDemoWorld } from '#agent/drivers/sim/demo-world.ts';
import { closeDb, db } from '#server/db/client.ts';
import { env } from '#server/env.ts';
import { seedDemoAgents } from './seed/demo-agents.ts';
import { isDemo, isFirstDemo, seedDemoSettings } from './seed/demo-settings.ts';
import { seedPeople } from './seed/people.ts';
import { seedDemoLimits, seedPublishedLimits } from './seed/published-limits.ts';

/**
 * Lays what Heddle begins with; may run any number of times, and goes on where it was cut off. Needs DATABASE_URL
 * (migrated) and HEDDLE_HOME; must run before the home's agents start. HEDDLE_SEED=none, or HEDDLE_DEMO=off: accounts
 * and published limits alone.
 */
async function seed(): Promise<void> {
  await seedPeople(db, env.home, env.url ?? process.env.NEXTAUTH_URL ?? 'http://127.0.0.1:3000');
  await db.$transaction((tx) => seedPublishedLimits(tx));
  if (process.env.HEDDLE_SEED === 'none' || process.env.HEDDLE_DEMO === 'off') return;
  const first = await isFirstDemo(db);
  if (!first && !(await isDemo(db))) return;
  seedDemoWorld(env.home);
  // In one transaction with the mark: an agent that is missing later was deleted, not forgotten.
  await db.$transaction(
    async (tx) => {
      await seedDemoAgents(tx, env.home, first);
      if (!first) return;
      await seedDemoSettings(tx);
      await seedDemoLimits(tx);
    },
    { timeout: 60_000 },
  );
}

seed()
  .catch((error: unknown) => {
    process.stderr.write(`The seed could not be laid: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  })
  .finally(closeDb);
