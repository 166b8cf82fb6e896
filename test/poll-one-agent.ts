import { pool } from '#server/db/client.ts';
import { databaseTime } from '#server/db/database-clock.ts';
import { applyLook } from '#server/inventory/poll-agent.ts';
import type { Door } from './door.ts';
import { seenCapabilities } from './seen-capabilities.ts';

let looks = 0;

/** Makes the tables behind a door what one agent reports now. The agent is the same for every call, and online. */
export async function pollOneAgent({ db }: Door, systems: readonly unknown[]): Promise<void> {
  const data = { name: 'agent', url: 'http://127.0.0.1:1', state: 'online' };
  const agent = (await db.agent.findFirst()) ?? (await db.agent.create({ data }));
  const start = await databaseTime(pool);
  let asOf = start;
  // Later than anything written before, in the milliseconds of its columns.
  while (asOf <= start) asOf = await databaseTime(pool);
  looks += 1;
  const capabilities = seenCapabilities(agent.name, systems);
  await applyLook(pool, { ...agent, secret: '' }, { asOf, revision: `r${looks}`, systems: [...systems], capabilities });
}
