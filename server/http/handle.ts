import type { z } from 'zod';
import type { Endpoint } from '#contract/api/endpoint.ts';
import { type EndpointId, endpoints } from '#contract/api/endpoints.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Queryable } from './idempotency.ts';

type EndpointWith<I extends EndpointId> = Extract<(typeof endpoints)[number], { id: I }>;

/** What a verb is called with. Everything in it is checked: the role by the endpoint, the rest by its schemas. */
export type Context<I extends EndpointId = EndpointId> = {
  actor: Actor;
  params: z.output<EndpointWith<I>['params']>;
  query: z.output<EndpointWith<I>['query']>;
  body: z.output<EndpointWith<I>['body']>;
  request: Request;
  /**
   * For endpoints with an Idempotency-Key: keeps the answer in the SAME transaction as the effect (`tx` is a pg client
   * in it), so that a process that dies between commit and answer leaves no second effect behind. Without this call
   * the door keeps the answer after the verb returned.
   */
  recordAnswer: (tx: Queryable, answer: z.input<EndpointWith<I>['response']>) => Promise<void>;
};

/** The answer as the contract has it; a Response only where the contract is not JSON (event streams). */
export type Answer<I extends EndpointId> = z.input<EndpointWith<I>['response']> | Response;

export type Binding = {
  endpoint: Endpoint;
  handle: (context: Context) => Promise<unknown>;
};

const byId = new Map<string, Endpoint>(endpoints.map((e) => [e.id, e as unknown as Endpoint]));

/** Binds a verb to its endpoint; what the verb takes and gives is checked against the contract's types. */
export function bind<I extends EndpointId>(id: I, handle: (context: Context<I>) => Promise<Answer<I>>): Binding {
  const endpoint = byId.get(id);
  if (!endpoint) throw new Error(`No endpoint is called ${id}.`);
  return { endpoint, handle: handle as unknown as Binding['handle'] };
}
