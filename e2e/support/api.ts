import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { credentials } from './fixtures.ts';

type Named = { id: string; name: string };
type Job = { id: string; state: string; items: { title: string; state: string }[] };

const ended = ['succeeded', 'partially_succeeded', 'undone', 'stuck', 'abandoned'];
/** A job on a slow machine. */
const jobDeadlineMs = 120_000;

/** Calls the REST API as the administrator, for what a test needs before it begins and for a look behind the screen. */
export const callApi = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const { url, apiToken } = credentials();
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiToken}`,
      'idempotency-key': randomUUID(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 600)}`);
  return (text ? JSON.parse(text) : null) as T;
};

const list = async <T>(resource: string, filter: string): Promise<T[]> => {
  const query = new URLSearchParams({ filter, limit: '200' });
  return (await callApi<{ items: T[] }>('GET', `/${resource}?${query}`)).items;
};

/** VMs or LUNs whose name contains `part`. */
export const namesWith = async (resource: 'vms' | 'luns', part: string): Promise<string[]> =>
  (await list<Named>(resource, `name : ${JSON.stringify(part)}`)).map(({ name }) => name).sort();

export const objectNamed = async <T extends Named>(resource: string, name: string): Promise<T> => {
  const [found] = await list<T>(resource, `name = ${JSON.stringify(name)}`);
  if (!found) throw new Error(`There is nothing called ${name} among ${resource}.`);
  return found;
};

/** Plans and applies; answers the job's id at once. */
export const begin = async (procedure: string, input: Record<string, unknown>): Promise<string> => {
  const plan = await callApi<{ id: string }>('POST', '/plans', { procedure, input });
  return (await callApi<{ id: string }>('POST', '/jobs', { planId: plan.id })).id;
};

/** Waits until a job has ended, and answers it. */
export const untilEnded = async (jobId: string): Promise<Job> => {
  const read = () => callApi<Job>('GET', `/jobs/${jobId}`);
  await expect.poll(async () => ended.includes((await read()).state), { timeout: jobDeadlineMs }).toBe(true);
  return read();
};

export const apply = async (procedure: string, input: Record<string, unknown>): Promise<void> => {
  const job = await untilEnded(await begin(procedure, input));
  expect(job.state).toBe('succeeded');
};

/** Input of clone-vms from a sealed golden LUN, spread over the four hosts of a cluster. */
export const cloneInput = async (namePattern: string, count: number, start = true) => {
  const template = await objectNamed('templates', 'Debian 12 base');
  const cluster = await objectNamed('clusters', 'weft-a');
  return { templateId: template.id, count, namePattern, clusterId: cluster.id, start };
};
