import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { isRunning, type ProcessIdentity } from '#agent/exec/process-table.ts';
import { startDaemon } from '#agent/exec/start-daemon.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import { projectRoot } from './project-root.ts';
import type { Room } from './room.ts';

const Credentials = z.object({ url: z.string(), email: z.string(), password: z.string(), apiToken: z.string() });
export type LabHeddle = z.infer<typeof Credentials> & { api: ApiClient; home: string; identity: ProcessIdentity };

/** The first start on a fresh clone builds the console, too. */
const readyDeadlineMs = 900_000;

/**
 * Starts Heddle as `npm start` does (web, worker, database) in the room, without the demo fabric, and resolves when it is
 * ready. It is asked to end when the room is closed.
 */
export async function startHeddle(room: Room, env: { [name: string]: string } = {}): Promise<LabHeddle> {
  const home = path.join(room.dir, 'heddle');
  const logFile = path.join(room.dir, 'heddle.log');
  const argv = ['bin/heddle.mjs', 'start', '--home', home, '--port', '0', '--no-demo'];
  const options = { logFile, cwd: projectRoot, env: { DATABASE_URL: undefined, ...env } };
  const { identity } = await startDaemon([process.execPath, ...argv], options);
  await room.keep('heddle', identity);
  const end = performance.now() + readyDeadlineMs;
  for (;;) {
    const text = await readFile(logFile, 'utf8');
    if (text.includes('Heddle is ready')) break;
    if (!isRunning(identity) || performance.now() > end)
      throw new Error(`Heddle does not start:\n${text.slice(-4000)}`);
    await delay(100);
  }
  const credentials = Credentials.parse(JSON.parse(await readFile(path.join(home, 'credentials.json'), 'utf8')));
  const url = /Heddle is ready: (\S+)/.exec(await readFile(logFile, 'utf8'))?.[1] ?? credentials.url;
  return { ...credentials, url, api: createApiClient(url, credentials.apiToken), home, identity };
}
