import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { version } from '#package.json';
import type { AgentConfig } from './drivers/agent-config.ts';
import { type Guarded, guarded } from './drivers/guarded.ts';
import { createDriver } from './drivers/registry.ts';
import { createAgentServer } from './http/agent-server.ts';
import { openEnrolment } from './http/enrolment.ts';
import { openLedger } from './operations/ledger.ts';
import { createOperator } from './operations/operator.ts';
import { watchRevision } from './operations/revision.ts';
import { within } from './operations/within.ts';
import { lockState } from './state-lock.ts';

/** How long operations may still take when the agent is asked to stop; those that take longer are resolved after the restart. */
const drainMs = 5000;
/** How long the last answers may take to go out after that. */
const answerMs = 1000;

export type RunningAgent = { url: string; name: string; freshToken: string | null; close(): Promise<void> };

/** Starts one agent and resolves when it listens. Throws in words when it cannot. */
export const startAgent = async (config: AgentConfig): Promise<RunningAgent> => {
  const { host, port, tls } = config.listen;
  if (!tls && !isLoopback(host))
    throw new Error(
      `${config.name}: ${host} is not a loopback address; give listen.tls, since secrets cross this wire.`,
    );
  const unlock = await lockState(config.stateDir);
  const ledger = await openLedger(path.join(config.stateDir, 'ledger.jsonl'));
  const systems = await openSystems(config);
  const revisions = watchRevision(systems);
  const operator = createOperator(systems, ledger, revisions.noticed);
  const enrolment = openEnrolment(config.stateDir, config.enrolmentToken);
  const { server, endStreams } = createAgentServer(
    { name: config.name, version, systems, ledger, operator, revisions, enrolment },
    tls ? { cert: readFileSync(tls.certFile, 'utf8'), key: readFileSync(tls.keyFile, 'utf8') } : null,
  );
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));

  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    endStreams();
    const hangUp = setInterval(() => server.closeIdleConnections(), 10);
    await operator.drain(drainMs);
    await within(closed, answerMs);
    clearInterval(hangUp);
    server.closeAllConnections();
    await closed;
    await ledger.close();
    await Promise.all([...systems.values()].map(({ driver }) => driver.close()));
    unlock();
  };

  const at = server.address() as AddressInfo;
  const shown = at.family === 'IPv6' ? `[${at.address}]` : at.address;
  return {
    url: `${tls ? 'https' : 'http'}://${shown}:${at.port}`,
    name: config.name,
    freshToken: enrolment.freshToken,
    close,
  };
};

const openSystems = async (config: AgentConfig): Promise<Map<string, Guarded>> => {
  const systems = new Map<string, Guarded>();
  for (const entry of config.systems) {
    if (systems.has(entry.system)) throw new Error(`${config.name}: two systems are called ${entry.system}.`);
    systems.set(entry.system, guarded(await createDriver(entry, config.stateDir)));
  }
  return systems;
};

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
