import { setTimeout as delay } from 'node:timers/promises';
import { startHeddleProcess } from './heddle-process.ts';

const fabricDeadlineMs = 3 * 60_000;

/** What the demo fabric has at least, once its agents have reported and its templates were made of what they said. */
const demoHas = { templates: 7, hosts: 12, vms: 40, luns: 60, findings: 1 };

/** Waits until Heddle has met the agents of the demo fabric. */
const untilFabricIsRead = async ({ url, apiToken }: { url: string; apiToken: string }) => {
  const headers = { authorization: `Bearer ${apiToken}` };
  const countOf = async (resource: string): Promise<number> =>
    (await (await fetch(`${url}/api/v1/${resource}?limit=1`, { headers })).json()).total ?? 0;
  for (const [resource, least] of Object.entries(demoHas)) {
    const end = Date.now() + fabricDeadlineMs;
    while ((await countOf(resource)) < least) {
      if (Date.now() > end) throw new Error(`The demo fabric has no ${least} ${resource}.`);
      await delay(250);
    }
  }
};

/** Starts a fresh Heddle with the demo fabric on a free port and answers how to stop it. HEDDLE_E2E_HOME: one that runs already. */
const startHeddle = async () => {
  if (process.env.HEDDLE_E2E_HOME) return;
  const heddle = await startHeddleProcess();
  await untilFabricIsRead(heddle).catch(async (error) => {
    await heddle.stop();
    throw error;
  });
  process.env.HEDDLE_E2E_HOME = heddle.home;
  return heddle.stop;
};

// Playwright takes a file's default export for its global set-up.
export default startHeddle;
