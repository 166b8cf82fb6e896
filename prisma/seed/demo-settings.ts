import { demoTemplates } from '#agent/drivers/sim/demo-world.ts';
import type { Db } from '#server/db/client.ts';
import { PENDING_HISTORY, PENDING_TEMPLATES } from '#server/reconcilers/pending-demo.ts';

/** Days of made-up samples before the demo began, so that the forecast has something to go by. */
const HISTORY_DAYS = 60;

const DEMO_SEEDED = 'demo-seeded';

/** Whether the demo is still to be laid: never twice, and never into a fabric that has agents of its own. */
export async function isFirstDemo(db: Db): Promise<boolean> {
  const seeded = await db.setting.findUnique({ where: { key: DEMO_SEEDED } });
  return seeded === null && (await db.agent.count()) === 0;
}

/** Whether this installation is a demo at all. */
export async function isDemo(db: Db): Promise<boolean> {
  return (await db.setting.findUnique({ where: { key: DEMO_SEEDED } })) !== null;
}

/** What waits until the agents have reported: templates, and the past of the pools. */
export async function seedDemoSettings(db: Db): Promise<void> {
  const templates = demoTemplates.map(({ virtualDiskKey, ...template }) => ({
    ...template,
    virtualDisk: virtualDiskKey,
  }));
  const values = {
    [PENDING_TEMPLATES]: templates,
    [PENDING_HISTORY]: { days: HISTORY_DAYS },
    managementServer: { version: '2012 R2', runsOn: 'WS2012 R2' },
    [DEMO_SEEDED]: { at: new Date().toISOString() },
  };
  for (const [key, value] of Object.entries(values))
    await db.setting.upsert({ where: { key }, create: { key, value }, update: {} });
}
