import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { afterAll, beforeEach, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { askOperation, type BatchOperation, sendBatch } from './act.ts';
import { AgentError } from './agent-error.ts';
import { agentOrigin, callAgent, closeAgentConnections } from './client.ts';
import { enrolAgent } from './enrol.ts';
import { readBatch, readCapabilities, readHealth, readInventory } from './observe.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;
let answer: Answer;
let asked: { method: string; url: string; authorization: string | undefined; body: string }[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => {
    body += part;
  });
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, authorization: headers.authorization, body });
    answer(request, response, body);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const agent = { id: 'a', name: 'agent-1', url, secret: 's3cret' };

beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  await closeAgentConnections();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json = (value: unknown, status = 200): Answer => {
  return (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};
const text =
  (value: string, status = 200): Answer =>
  (_, response) =>
    void response.writeHead(status).end(value);
const failure = async (call: Promise<unknown>): Promise<AgentError> => {
  const error = await call.then(() => null).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(AgentError);
  return error as AgentError;
};
const operation = (id: string): BatchOperation => {
  return { id, operation: 'lun.delete', system: 'array-1', params: {}, jobId: 'j', epoch: 1, deadlineMs: 1_000 };
};

test('an answer of the contract is read, and the secret goes only where it is needed', async () => {
  answer = json({ status: 'ok', contract: 'v1', name: 'agent-1', more: 'ignored' });
  expect(await readHealth(url)).toMatchObject({ name: 'agent-1' });
  answer = json({ name: 'agent-1', version: '1', systems: [] });
  await readCapabilities(agent);
  answer = json({ revision: 'r 2', unchanged: true });
  expect(await readInventory(agent, 'r 1&x')).toEqual({ revision: 'r 2', unchanged: true });
  expect(asked.map((a) => [a.url, a.authorization])).toEqual([
    ['/v1/health', undefined],
    ['/v1/capabilities', 'Bearer s3cret'],
    ['/v1/inventory?since=r%201%26x', 'Bearer s3cret'],
  ]);
});

describe('garbage is a typed error, never a crash', () => {
  it.each<[string, Answer]>([
    ['no JSON', text('<html>router login</html>')],
    ['another shape', json({ status: 'fine' })],
    ['null', json(null)],
    ['an empty body', text('')],
    ['a redirect', (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
    ['no such page', text('nope', 404)],
    ['a broken server', text('oops', 500)],
    ['no HTTP', (request) => void request.socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    ['more than 64 MB', (_, response) => void response.writeHead(200).end(Buffer.alloc(65 * 1024 * 1024, ' '))],
  ])('%s', async (_, garbage) => {
    answer = garbage;
    expect(await failure(readHealth(url))).toMatchObject({ kind: 'invalid', code: 'agent_answer_invalid' });
    expect(asked).toHaveLength(1);
  });
});

test('a refused secret and a used-up token are refusals with a remedy', async () => {
  answer = json({ code: 'unauthenticated', sentence: 'no' }, 401);
  expect(await failure(readCapabilities(agent))).toMatchObject({ kind: 'refused', code: 'agent_refused' });
  const refused = await failure(enrolAgent(url, 'used'));
  expect(refused.message).toContain('does not accept this enrolment token');
  expect(refused.message).not.toContain('used up by');
  expect(`${refused.message} ${refused.remedy}`).not.toContain("'used'");
  answer = json({ outcome: 'refused', refusal: { code: 'too_many_attempts', sentence: 'None for 42 seconds.' } }, 429);
  const early = await failure(enrolAgent(url, 'right'));
  expect(early).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('None for 42 seconds.') });
});

test('an agent that is not there is unreachable; one that goes away in the middle leaves the outcome unknown', async () => {
  const gone = createTcpServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  const nobody = { ...agent, url: `http://127.0.0.1:${port}` };
  expect(await failure(sendBatch(nobody, [operation('1')], 0))).toMatchObject({ kind: 'unreachable' });
  answer = (request) => void request.socket.destroy();
  expect(await failure(sendBatch(agent, [operation('1')], 0))).toMatchObject({
    kind: 'unknown',
    code: 'agent_unreachable',
  });
  answer = text('oops', 500);
  expect(await failure(sendBatch(agent, [operation('1')], 0))).toMatchObject({ kind: 'unknown' });
});

test('an agent that never ends its answer does not hold us', async () => {
  answer = (_, response) => void response.writeHead(200).write('{"status":');
  const call = { method: 'GET', path: '/v1/health', answer: z.unknown(), secret: null, timeoutMs: 200 } as const;
  const error = await failure(callAgent(url, call));
  expect(error).toMatchObject({ kind: 'unknown' });
  expect(error.message).toContain('within 200 ms');
});

test('results must be those of the operations that were sent, in their order', async () => {
  const done = (id: string) => ({ id, result: { outcome: 'done', outputs: {} } });
  const two = [operation('1'), operation('2')];
  answer = json({ results: [done('1'), done('2')] });
  expect(await sendBatch(agent, two, 250)).toEqual([done('1'), done('2')]);
  expect(asked[0]).toMatchObject({ method: 'POST', url: '/v1/operations:batch?waitMs=250' });
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ operations: two });
  for (const results of [[done('1')], [done('2'), done('1')], []]) {
    answer = json({ results });
    expect(await failure(sendBatch(agent, two, 0))).toMatchObject({ kind: 'invalid' });
  }
  expect(await sendBatch(agent, [], 0)).toEqual([]);
  await expect(
    sendBatch(
      agent,
      Array.from({ length: 1_001 }, () => operation('1')),
      0,
    ),
  ).rejects.toThrow(RangeError);
});

test('an operation the ledger has never seen is null', async () => {
  answer = text('', 404);
  expect(await askOperation(agent, 'job/row:do', 0)).toBeNull();
  expect(asked[0]?.url).toBe('/v1/operations/job%2Frow%3Ado?waitMs=0');
  answer = json({ outcome: 'running', startedAt: '2030-01-01T00:00:00Z' }, 202);
  expect(await askOperation(agent, '1', 0)).toMatchObject({ outcome: 'running' });
});

test('reads go in batches of a thousand and come back in order', async () => {
  answer = (request, response, body) => {
    const { reads } = JSON.parse(body) as { reads: { params: { key: string } }[] };
    json({ answers: reads.map((read) => ({ found: true, value: { key: read.params.key } })) })(request, response, body);
  };
  const reads = Array.from({ length: 2_500 }, (_, i) => ({
    read: 'vm' as const,
    system: 'h',
    params: { key: `${i}` },
  }));
  const answers = await readBatch(agent, reads);
  expect(answers).toEqual(reads.map(({ params }) => ({ found: true, value: params })));
  expect(asked).toHaveLength(3);
  answer = json({ answers: [] });
  expect(await failure(readBatch(agent, reads.slice(0, 1)))).toMatchObject({ kind: 'invalid' });
});

describe('an address outside the allow-list is never called', () => {
  it.each([
    'http://169.254.169.254',
    'http://10.0.0.1:7070',
    'https://10.0.0.1',
    'http://[::ffff:10.0.0.1]',
    'http://0.0.0.0:7070',
    'http://[::]:7070',
    'file:///etc/passwd',
    'gopher://127.0.0.1',
    'http://user:secret@127.0.0.1:7070',
    'http://127.0.0.1:7070/path',
    'http://127.0.0.1:7070/?q',
    'not a url',
  ])('%s', async (bad) => {
    expect(await failure(readHealth(bad))).toMatchObject({ kind: 'unreachable', code: 'agent_unreachable' });
  });
  it('also when it is spelled as a number', () => {
    expect(agentOrigin('http://2130706433:7070')).toBe('http://127.0.0.1:7070');
    expect(() => agentOrigin('http://0xa9fea9fe/')).toThrow(AgentError);
  });
});
