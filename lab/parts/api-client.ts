import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type EndpointId, endpoints } from '#contract/api/endpoints.ts';
import { Problem } from '#contract/problem.ts';

type EndpointOf<I extends EndpointId> = Extract<(typeof endpoints)[number], { id: I }>;
export type Answer<I extends EndpointId> = z.infer<EndpointOf<I>['response']>;
export type Ask = { params?: { [name: string]: string }; query?: { [name: string]: string }; body?: unknown };

/** A refusal of the REST API, with what its body says. */
export class ApiRefusal extends Error {
  readonly problem: Problem;
  constructor(what: string, problem: Problem) {
    const checks = (problem.checks ?? []).filter((check) => check.state === 'refused').map((check) => check.reason);
    super([`${what}: ${problem.status} ${problem.code}: ${problem.detail}`, ...checks].join('\n  '));
    this.name = 'ApiRefusal';
    this.problem = problem;
  }
}

export type ApiClient = { ask<I extends EndpointId>(id: I, ask?: Ask): Promise<Answer<I>> };

/** A client of the REST API, as any other program would be one: a token, and every answer held against the contract. */
export function createApiClient(url: string, token: string): ApiClient {
  return {
    async ask<I extends EndpointId>(id: I, { params = {}, query = {}, body }: Ask = {}) {
      const endpoint = endpoints.find((one) => one.id === id);
      if (!endpoint) throw new Error(`the REST API has no ${id}`);
      const place = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
      const address = `${url}/api/v1${place}?${new URLSearchParams(query)}`;
      const response = await fetch(address, {
        method: endpoint.method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(endpoint.idempotent ? { 'idempotency-key': randomUUID() } : {}),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const answer: unknown = response.status === 204 ? null : await response.json();
      if (!response.ok) throw new ApiRefusal(`${endpoint.method} ${place}`, Problem.parse(answer));
      return endpoint.response.parse(answer) as Answer<I>;
    },
  };
}
