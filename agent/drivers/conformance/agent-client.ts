import { randomUUID } from 'node:crypto';
import { InventoryAnswer, type SystemInventory } from '#contract/agent/inventory.ts';
import { LedgerAnswer, type LedgerEntry } from '#contract/agent/ledger.ts';
import { OperationBatchAnswer, OperationResult, type Refusal } from '#contract/agent/operation.ts';
import { type ReadAnswer, ReadBatchAnswer, type ReadName } from '#contract/agent/read.ts';

/** What a test asks for; whatever it leaves out is fresh (ids, job) or ordinary (epoch 1, a minute's deadline). */
export type Asked = {
  id?: string;
  operation: string;
  params: { [name: string]: unknown };
  jobId?: string;
  epoch?: number;
  undoes?: string;
  deadlineMs?: number;
  system?: string;
};

/** Calls `<url>/v1/…`. `bearer` null = without a secret; a string body is sent as it is. */
export const callAgent = async (url: string, method: string, bearer: string | null, body?: unknown) => {
  const headers = { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, { method, headers, body: text });
  return { status: response.status, body: (await response.json()) as unknown };
};

export type AgentClient = ReturnType<typeof agentClient>;

/** Speaks to an agent as the control plane does. `at` tells where it is now and with which secret: both may change. */
export const agentClient = (system: string, at: () => { url: string; secret: string }) => {
  const call = (method: string, target: string, body?: unknown) =>
    callAgent(`${at().url}${target}`, method, at().secret, body);
  const request = ({ id: _id, ...asked }: Asked) => ({ system, ...ordinary(), ...asked });

  const put = async (asked: Asked): Promise<{ status: number; result: OperationResult }> => {
    const target = `/v1/operations/${encodeURIComponent(asked.id ?? freshId())}?waitMs=30000`;
    const { status, body } = await call('PUT', target, request(asked));
    return { status, result: OperationResult.parse(body) };
  };

  const batch = async (operations: Asked[]) => {
    const sent = operations.map((asked) => ({ id: asked.id ?? freshId(), ...request(asked) }));
    const { body } = await call('POST', '/v1/operations:batch?waitMs=30000', { operations: sent });
    return OperationBatchAnswer.parse(body).results;
  };

  const read = async (name: ReadName, key: string): Promise<ReadAnswer> => {
    const params = { [name === 'vm' || name === 'masking-set' ? 'key' : 'uniqueId']: key };
    const { body } = await call('POST', '/v1/reads:batch', { reads: [{ read: name, system, params }] });
    const [answer] = ReadBatchAnswer.parse(body).answers;
    if (!answer) throw new Error('The agent answered no read.');
    return answer;
  };

  const inventory = async (): Promise<SystemInventory> => {
    const answer = InventoryAnswer.parse((await call('GET', '/v1/inventory')).body);
    if (!('systems' in answer) || !answer.systems[0]) throw new Error('The agent answered no inventory.');
    return answer.systems[0];
  };

  const ledger = async (): Promise<LedgerEntry[]> => LedgerAnswer.parse((await call('GET', '/v1/ledger')).body).entries;
  const recall = (id: string) => call('GET', `/v1/operations/${encodeURIComponent(id)}?waitMs=30000`);
  return { call, request, put, batch, read, inventory, ledger, recall, ...verdicts(put) };
};

const verdicts = (put: (asked: Asked) => Promise<{ result: OperationResult }>) => ({
  /** The outputs of an operation; throws unless it is done. */
  does: async (asked: Asked): Promise<{ [name: string]: unknown }> => {
    const { result } = await put(asked);
    if (result.outcome === 'done') return result.outputs;
    throw new Error(`${asked.operation} is not done: ${JSON.stringify(result)}`);
  },
  /** Why an operation is refused; throws unless it is. */
  refusal: async (asked: Asked): Promise<Refusal> => {
    const { result } = await put(asked);
    if (result.outcome === 'refused') return result.refusal;
    throw new Error(`${asked.operation} is not refused: ${JSON.stringify(result)}`);
  },
  /** Why an operation failed; throws unless it did. */
  failure: async (asked: Asked): Promise<Refusal> => {
    const { result } = await put(asked);
    if (result.outcome === 'failed') return result.refusal;
    throw new Error(`${asked.operation} has not failed: ${JSON.stringify(result)}`);
  },
});

export const freshId = () => `op-${randomUUID()}`;
const ordinary = () => ({ jobId: `job-${randomUUID()}`, epoch: 1, deadlineMs: 60_000 });
