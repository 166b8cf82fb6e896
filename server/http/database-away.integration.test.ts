import { afterAll, beforeAll, expect, it } from 'vitest';
import { newToken } from '#server/auth/token-format.ts';
import { closeDb } from '#server/db/client.ts';
import { forgetEnv } from '#server/env.ts';
import { createApp } from './app.ts';
import { bindings } from './bindings.ts';
import { readiness } from './readiness.ts';

beforeAll(() => {
  // Port 1 of this machine: nobody listens, so the connection is refused at once.
  process.env.DATABASE_URL = 'postgresql://heddle@127.0.0.1:1/heddle';
  forgetEnv();
});
afterAll(closeDb);

it('requests are told that the database is away, and when to try again', async () => {
  const response = await createApp(bindings).request('/api/v1/me', {
    headers: { authorization: `Bearer ${newToken().token}` },
  });
  expect(response.status).toBe(503);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('retry-after')).not.toBeNull();
  expect(await response.json()).toMatchObject({
    code: 'database_unavailable',
    remedy: expect.stringContaining('/api/ready'),
  });
});

it('readiness says so, and does not break', async () => {
  expect(await readiness()).toEqual({ ready: false, database: 'unavailable', workers: 0, sealed: false });
});
