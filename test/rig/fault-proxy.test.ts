import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { until } from './until.ts';

let agent: Server;
let proxy: FaultProxy;
let heard: string[];
beforeEach(async () => {
  heard = [];
  agent = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push(body);
    response.end(`answer to ${body}`);
  });
  await new Promise<void>((resolve) => agent.listen(0, '127.0.0.1', resolve));
  proxy = await startFaultProxy(`http://127.0.0.1:${(agent.address() as AddressInfo).port}`);
});
afterEach(async () => {
  await proxy.close();
  agent.closeAllConnections();
  await new Promise((resolve) => agent.close(resolve));
});

const act = async (body: string) => (await fetch(`${proxy.url}/v1/operations:batch`, { method: 'POST', body })).text();
const look = async () => (await fetch(`${proxy.url}/v1/inventory`)).text();

it('lets through what is healthy, and remembers it', async () => {
  expect(await act('one')).toBe('answer to one');
  expect(await look()).toBe('answer to ');
  expect(proxy.exchanges.map(({ answer }) => answer.includes('answer to one'))).toEqual([true]);
  expect(proxy.meddled()).toBe(0);
});

it('is down, and up again at the same address', async () => {
  await proxy.set({ down: true });
  await expect(act('one')).rejects.toThrow();
  expect(heard).toEqual([]);
  await proxy.set({});
  expect(await act('two')).toBe('answer to two');
});

it('loses as many answers as it is told, of acts alone', async () => {
  await proxy.set({ reset: 1 });
  expect(await look()).toBe('answer to ');
  await expect(act('one')).rejects.toThrow();
  expect(heard).toEqual(['', 'one']);
  expect(await act('two')).toBe('answer to two');
  expect(proxy.meddled()).toBe(1);
});

it('keeps an answer to itself until the toxic is gone, then hangs up', async () => {
  await proxy.set({ timeout: true });
  const asked = act('one').then(
    () => 'answered',
    () => 'hung up',
  );
  await until('the answer to be kept', async () => (proxy.meddled() > 0 ? true : null));
  await proxy.set({});
  expect(await asked).toBe('hung up');
});

it('answers late', async () => {
  await proxy.set({ latency: 300 });
  const startedAt = performance.now();
  expect(await act('one')).toBe('answer to one');
  expect(performance.now() - startedAt).toBeGreaterThan(250);
});

it('closes late', async () => {
  await proxy.set({ slow_close: 300 });
  await act('one');
  agent.closeAllConnections();
  await until('the close to be put off', async () => (proxy.meddled() > 0 ? true : null));
});

it('repeats what was sent once', async () => {
  await act('one');
  const [first] = proxy.exchanges;
  if (!first) throw new Error('nothing was remembered');
  expect(await proxy.repeat(first)).toContain('answer to one');
  expect(heard).toEqual(['one', 'one']);
});
