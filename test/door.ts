import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Role } from '#contract/api/endpoint.ts';
import { hashToken, newToken } from '#server/auth/token-format.ts';
import { closeDb, db } from '#server/db/client.ts';
import { forgetEnv } from '#server/env.ts';
import { createApp } from '#server/http/app.ts';
import { bindings } from '#server/http/bindings.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

export type Person = { id: string; email: string; token: string; tokenId: string };
export type Call = { as?: Person | null; body?: unknown; key?: string; headers?: Record<string, string> };

/** The REST API on a database of its own (by default one of the tests' server), and one person of each role. `close` it at the end. */
export async function openDoor(openDatabase: () => Promise<TestDatabase> = createTestDatabase) {
  const database = await openDatabase();
  const home = await mkdtemp(path.join(tmpdir(), 'heddle-door-'));
  Object.assign(process.env, { DATABASE_URL: database.url, HEDDLE_HOME: home });
  forgetEnv();
  const app = createApp(bindings);
  const people = {
    viewer: await addPerson('viewer'),
    operator: await addPerson('operator'),
    admin: await addPerson('admin'),
  };

  /** One request under /api/v1: JSON in, and a Response as a client gets it. */
  const call = async (
    method: string,
    address: string,
    { as = people.admin, body, key, headers = {} }: Call = {},
  ): Promise<Response> => {
    const sent = {
      ...(as ? { authorization: `Bearer ${as.token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...headers,
    };
    return app.request(`/api/v1${address}`, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  const close = async () => {
    await closeDb();
    await database.drop();
    await rm(home, { recursive: true, force: true });
  };
  return { app, call, people, db, close, database, home };
}

export type Door = Awaited<ReturnType<typeof openDoor>>;

/** An account with a token of its own role. */
export async function addPerson(role: Role, name = `${role} ${randomUUID().slice(0, 8)}`): Promise<Person> {
  const { token, prefix } = newToken();
  const email = `${name.replaceAll(' ', '.')}@example.org`;
  const tokens = { create: { name: 'test', role, prefix, hash: hashToken(token) } };
  const user = await db.user.create({ data: { email, name, role, tokens }, include: { tokens: true } });
  return { id: user.id, email, token, tokenId: user.tokens[0]?.id ?? '' };
}

/** A body as JSON; for problems and DTOs alike. */
export const jsonOf = async <T = Record<string, unknown>>(response: Response): Promise<T> =>
  (await response.json()) as T;
