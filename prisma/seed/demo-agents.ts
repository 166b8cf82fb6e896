import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AgentConfig } from '#agent/drivers/agent-config.ts';
import { demoAgents } from '#agent/drivers/sim/demo-world.ts';
import { freePort, isFree } from '#bin/free-port.mjs';
import type { Db } from '#server/db/client.ts';
import { newId } from '#server/db/new-id.ts';
import { enrolmentPlace } from '#server/inventory/enrol-pending.ts';
import { sealSecret } from '#server/keys/seal.ts';

/**
 * Writes the configs of the demo's agents to <home>/agents/<name>/agent.json and enters them with their tokens; the
 * worker enrols them at first contact. `first`: nothing was seeded before; later, an agent that was deleted in the
 * console stays deleted. Must run before the agents start: one whose port was taken meanwhile gets another, and one that
 * could not be enrolled (its token was used up by a process that died) gets a new token.
 */
export async function seedDemoAgents(db: Db, home: string, first: boolean): Promise<void> {
  const agents = demoAgents(home).map((agent) => ({ ...agent, file: configFile(home, agent.name) }));
  const kept = new Map(agents.map(({ name, file }) => [name, readConfig(file)]));
  const ports = new Set([...kept.values()].flatMap((config) => (config ? [config.listen.port] : [])));
  for (const { name, config, file } of agents) {
    const row = await db.agent.findUnique({ where: { name } });
    if (!row && !first) continue;
    const before = kept.get(name) ?? null;
    const enrolled = before !== null && row !== null && row.secretSealed !== null && row.state !== 'refused';
    const port = await usablePort(before?.listen.port ?? null, ports);
    const enrolmentToken = enrolled ? before.enrolmentToken : `hde_${randomBytes(32).toString('base64url')}`;
    const listen = { ...config.listen, port };
    writeConfig(file, { ...config, listen, ...(enrolmentToken ? { enrolmentToken } : {}) });
    const url = `http://${listen.host}:${port}`;
    const id = row?.id ?? newId();
    const token = enrolled ? null : (enrolmentToken ?? null);
    const entered = token === null ? {} : { ...anew, enrolmentSealed: sealSecret(token, enrolmentPlace(id)) };
    await db.agent.upsert({ where: { name }, create: { id, name, url, ...entered }, update: { url, ...entered } });
  }
}

/** What an agent is before it is met; all it reported stays. */
const anew = { state: 'enrolling', stateReason: null, secretSealed: null, revision: null };

const configFile = (home: string, name: string): string => path.join(home, 'agents', name, 'agent.json');

function readConfig(file: string): AgentConfig | null {
  return existsSync(file) ? AgentConfig.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** 0600, since it holds the token. */
function writeConfig(file: string, config: AgentConfig): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** The port it had, or another one that none of `taken` is; adds it to them. */
async function usablePort(before: number | null, taken: Set<number>): Promise<number> {
  if (before !== null && (await isFree(before))) return before;
  for (;;) {
    const port = Number(await freePort());
    if (taken.has(port)) continue;
    taken.add(port);
    return port;
  }
}
