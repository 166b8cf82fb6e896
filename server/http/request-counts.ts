import { perProcess } from '#server/per-process.ts';

const counts = perProcess(
  'request-counts',
  () => new Map<string, { endpoint: string; status: number; count: number }>(),
);

/** `endpoint` is the endpoint's id or 'none', never the address: the number of series stays bounded. */
export function countRequest(endpoint: string, status: number): void {
  const key = `${endpoint} ${status}`;
  const entry = counts.get(key) ?? { endpoint, status, count: 0 };
  entry.count++;
  counts.set(key, entry);
}

export const requestCounts = () => [...counts.values()];
