import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { agentClient, callAgent } from '#agent/drivers/conformance/agent-client.ts';
import { type AgentProcess, startProcess } from '#agent/drivers/conformance/agent-process.ts';
import { ReadBatchAnswer } from '#contract/agent/read.ts';
import { SharedDiskValue } from '#contract/agent/shared-disks.ts';
import type { Room } from './room.ts';

/** A qemu host's agent as a process of its own, which can be killed and started again on the same state. */
export type SharedHost = Awaited<ReturnType<typeof startSharedHost>>;

const enrolmentToken = 'hde_lab_shared';

/** `program`: the bundled agent. The host shares LUNs over `channels` sessions each, under `initiator`. */
export async function startSharedHost(
  room: Room,
  program: string,
  host: { name: string; initiator: string; channels: number },
) {
  const { name, initiator, channels } = host;
  const dir = path.join(room.dir, name);
  await mkdir(dir, { mode: 0o700 });
  const options = { name, fqdn: `${name}.lab`, initiator, channels };
  const systems = [{ system: name, kind: 'host', driver: 'qemu', options }];
  const configFile = path.join(dir, 'agent.json');
  await writeFile(
    configFile,
    JSON.stringify({ name, listen: { port: 0 }, stateDir: 'state', enrolmentToken, systems }),
  );
  let agent: AgentProcess = await startProcess(program, [configFile]);
  const enrolment = { enrolmentToken, controlPlane: 'lab' };
  const { body } = await callAgent(`${agent.listening}/v1/enrol`, 'POST', null, enrolment);
  const { secret } = body as { secret: string };
  const client = agentClient(name, () => ({ url: agent.listening, secret }));
  const readDisk = async (uniqueId: string): Promise<SharedDiskValue | null> => {
    const reads = [{ read: 'shared-disk', system: name, params: { uniqueId } }];
    const [answer] = ReadBatchAnswer.parse((await client.call('POST', '/v1/reads:batch', { reads })).body).answers;
    return answer && 'value' in answer ? SharedDiskValue.parse(answer.value) : null;
  };
  return {
    ...host,
    ...client,
    readDisk,
    kill: () => agent.kill(),
    async start() {
      agent = await startProcess(program, [configFile]);
    },
    stop: () => agent.stop(),
  };
}
