import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { LunValue } from '#contract/agent/luns.ts';
import type { ReadName } from '#contract/agent/read.ts';
import { createDb } from '#server/db/client.ts';
import { databaseTime } from '#server/db/database-clock.ts';
import { applyObservations, type Observation } from '#server/inventory/apply-observation.ts';
import { inTransaction } from '#server/inventory/inventory-lock.ts';
import { applyLook } from '#server/inventory/poll-agent.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { seenCapabilities } from './seen-capabilities.ts';

type Connected = ReturnType<typeof createDb>;

/** A database per test file with one agent per test, and what that agent reports or a proof of its objects sees. */
export function inventoryOfOneAgent() {
  let database: TestDatabase | undefined;
  let open: Connected | undefined;
  let revision = 0;
  const agent = { id: '', name: '', url: '', secret: '' };
  const connected = (): Connected => {
    if (!open) throw new Error('the database is not ready before the tests begin');
    return open;
  };
  beforeAll(async () => {
    database = await createTestDatabase();
    open = createDb(database.url);
  });
  afterAll(async () => {
    await open?.db.$disconnect();
    await open?.pool.end();
    await database?.drop();
  });
  beforeEach(async () => {
    const { db } = connected();
    await db.template.deleteMany();
    await db.agent.deleteMany();
    await db.finding.deleteMany();
    await db.setting.deleteMany();
    const id = randomUUID();
    Object.assign(agent, { id, name: `agent ${id}`, url: `http://127.0.0.1:1/${id}` });
    await db.agent.create({ data: { id, name: agent.name, url: agent.url, state: 'online' } });
  });
  /** A time in a later millisecond than anything written before. */
  const nextMillisecond = async (): Promise<Date> => {
    const start = await databaseTime(connected().pool);
    for (;;) {
      const later = await databaseTime(connected().pool);
      if (later > start) return later;
    }
  };
  return {
    agent,
    db: () => connected().db,
    pool: () => connected().pool,
    nextMillisecond,
    /** The revision of the newest poll. */
    lastRevision: () => `r${revision}`,
    /** Applies a look that began at `asOf`, by default just now. */
    poll: async (systems: unknown[], asOf?: Date): Promise<void> => {
      const capabilities = seenCapabilities(agent.name, systems);
      const look = { asOf: asOf ?? (await nextMillisecond()), revision: `r${++revision}`, systems, capabilities };
      await applyLook(connected().pool, agent, look);
    },
    observe: (...observations: Observation[]) =>
      inTransaction(connected().pool, (tx) => applyObservations(tx, agent.id, observations)),
    lunOf: (uniqueId = 'a0000001') =>
      connected().db.lun.findFirst({
        where: { uniqueId },
        include: { presentations: { include: { maskingSet: true } } },
      }),
    knownRevision: async () => (await connected().db.agent.findUniqueOrThrow({ where: { id: agent.id } })).revision,
  };
}

export const sawLun = (value: LunValue): Observation => {
  return { read: 'lun', system: 'array-1', params: { uniqueId: value.uniqueId }, answer: { found: true, value } };
};
export const sawNone = (read: ReadName, system: string, params: Record<string, string>): Observation => {
  return { read, system, params, answer: { found: false } };
};
