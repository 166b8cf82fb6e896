import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AgentConfig } from '#agent/drivers/agent-config.ts';
import { isRunning } from '#agent/exec/process-table.ts';
import { startDaemon } from '#agent/exec/start-daemon.ts';
import { projectRoot } from './project-root.ts';
import type { Room } from './room.ts';

export type LabAgent = { name: string; url: string; enrolmentToken: string; pid: number };

const startDeadlineMs = 60_000;

/** The agent's state folder in a room, known before it starts so that its first state can be laid there. */
export const agentDir = (room: Room, name: string) => path.join(room.dir, 'agents', name);

/** Starts the bundled agent program (dist/agent.mjs) on a config of one system, and resolves when it listens. */
export async function startLabAgent(
  room: Room,
  name: string,
  system: AgentConfig['systems'][number],
): Promise<LabAgent> {
  const dir = agentDir(room, name);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const enrolmentToken = `hde_lab_${name}`;
  const config = { name, listen: { host: '127.0.0.1', port: 0 }, stateDir: 'state', enrolmentToken, systems: [system] };
  const configFile = path.join(dir, 'agent.json');
  await writeFile(configFile, JSON.stringify(config, null, 2), { mode: 0o600 });
  const program = path.join(projectRoot, 'dist/agent.mjs');
  const argv = [process.execPath, '--enable-source-maps', program, '--config', configFile] as const;
  const logFile = path.join(dir, 'agent.log');
  const { identity } = await startDaemon([...argv], { logFile });
  await room.keep(name, identity);
  const end = performance.now() + startDeadlineMs;
  for (;;) {
    const log = await readFile(logFile, 'utf8');
    const url = /"listening":"([^"]+)"/.exec(log)?.[1];
    if (url) return { name, url, enrolmentToken, pid: identity.pid };
    if (!isRunning(identity) || performance.now() > end) throw new Error(`agent ${name} does not start: ${log.trim()}`);
    await delay(20);
  }
}
