import { randomUUID } from 'node:crypto';
import { type BatchOperation, sendBatch } from '#server/agents/act.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';
import { type GoldenName, goldens, libraryInitiators, mountPathOf } from './fabric-config.ts';

/** The job under which the fabric was furnished before the product knew it; ledgers name it. */
export const furnishingJob = 'furnishing';
const GIB = 2 ** 30;

/**
 * Makes the golden LUNs, open for writing and mounted on the first library node, by the agents' own operations: so the
 * ledgers tell everything that was ever done to this fabric.
 */
export async function furnish(agents: Record<'array' | 'library', AgentEndpoint>): Promise<void> {
  const set = { key: 'library', name: 'Library', initiators: libraryInitiators };
  await act(agents.array, 'array', [['masking-set.create', set]]);
  const luns = goldens.map((name) => ({ name, uniqueId: randomUUID().replaceAll('-', '') }));
  const lun = { pool: 'pool', sizeBytes: 20 * GIB, kind: 'golden' };
  await act(
    agents.array,
    'array',
    luns.map((one) => ['lun.create', { ...lun, ...one }]),
  );
  const open = ({ uniqueId }: { uniqueId: string }) => ({ uniqueId, maskingSet: 'library', access: 'read-write' });
  await act(
    agents.array,
    'array',
    luns.map((one) => ['masking.present', open(one)]),
  );
  const mount = (golden: GoldenName) => [{ path: mountPathOf(golden), driveLetter: null }];
  await act(
    agents.library,
    'library-1',
    luns.map(({ uniqueId, name }) => ['disk.online', { uniqueId, mounts: mount(name) }]),
  );
}

async function act(agent: AgentEndpoint, system: string, asked: [string, BatchOperation['params']][]): Promise<void> {
  const common = { system, jobId: furnishingJob, epoch: 1, deadlineMs: 60_000 };
  const operations = asked.map(([operation, params]) => ({ id: randomUUID(), operation, params, ...common }));
  const results = await sendBatch(agent, operations, 60_000);
  const wrong = results.find(({ result }) => result.outcome !== 'done');
  if (wrong) throw new Error(`The fabric could not be furnished: ${JSON.stringify(wrong)}`);
}
