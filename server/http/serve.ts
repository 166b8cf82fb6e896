import type { Endpoint } from '#contract/api/endpoint.ts';
import { requireRole } from '#server/auth/actor.ts';
import { type Authenticated, authenticate } from '#server/auth/authenticate.ts';
import { withItemLock } from '#server/db/item-lock.ts';
import { untilDatabaseAnswers } from '#server/db/until-database-answers.ts';
import { env } from '#server/env.ts';
import { log } from '#server/log.ts';
import { API_ROOT } from './api-root.ts';
import { audited } from './audited.ts';
import { etagOf, requireIfMatch, requireMatch } from './etag.ts';
import type { Binding, Context } from './handle.ts';
import {
  type Claim,
  claimKey,
  type KeptAnswer,
  keepAnswer,
  type Queryable,
  readIdempotencyKey,
  releaseKey,
  requestHash,
} from './idempotency.ts';
import { readInput } from './read-input.ts';
import { requireSameOrigin } from './same-origin.ts';

/** The binding that reads what this one changes: `users.get` for `users.update`. */
export type FindBinding = (endpointId: string) => Binding | undefined;
type Call = { binding: Binding; context: Context; find: FindBinding };

/**
 * One request through the door, in the order that gives away least: who, may they, from where, is it well formed, was
 * it answered before, is the object still what they read; then the act between its audit events.
 * @returns the answer, and who asked. @throws whatever is to be answered as a problem.
 */
export async function serve(
  binding: Binding,
  request: Request,
  params: Record<string, string>,
  find: FindBinding,
  caller: { found?: Authenticated },
): Promise<Response> {
  const { endpoint } = binding;
  const who = await authenticate(request);
  caller.found = who;
  const writes = endpoint.method !== 'GET';
  if (endpoint.role !== 'public') await allowed(endpoint, who, params, writes);
  if (writes && who.by === 'session') requireSameOrigin(request);
  const input = await readInput(endpoint, request, params);
  const context = { ...input, actor: who.actor, request, recordAnswer: async () => {} } as Context;
  const call = { binding, context, find };
  if (!writes) return answer(endpoint, await binding.handle(context));
  if (endpoint.idempotent) return once(call);
  return answer(endpoint, endpoint.ifMatch ? await ifUnchanged(call) : await act(call));
}

/** A refused write is part of the record: who tried what. */
async function allowed(
  endpoint: Endpoint,
  who: Authenticated,
  params: Record<string, string>,
  writes: boolean,
): Promise<void> {
  const { role } = endpoint;
  if (role === 'public') return;
  const check = async () => requireRole(who.actor, role);
  if (!writes) return check();
  try {
    await check();
  } catch (refusal) {
    await audited({ endpoint, actor: who.actor, params, body: {} }, async () => Promise.reject(refusal));
  }
}

const act = ({ binding, context }: Call): Promise<unknown> =>
  audited({ endpoint: binding.endpoint, actor: context.actor, params: context.params, body: context.body }, () =>
    binding.handle(context),
  );

async function ifUnchanged(call: Call): Promise<unknown> {
  const { binding, context, find } = call;
  const ifMatch = requireIfMatch(context.request);
  const read = find(`${binding.endpoint.id.split('.')[0]}.get`);
  if (!read) throw new Error(`${binding.endpoint.id} demands If-Match, but nothing reads the item.`);
  return withItemLock(new URL(context.request.url).pathname, async () => {
    requireMatch(ifMatch, etagOf(await read.handle(context)));
    return act(call);
  });
}

async function once(call: Call): Promise<Response> {
  const { endpoint } = call.binding;
  const { actor, body, request } = call.context;
  const key = readIdempotencyKey(request);
  const claim = await claimKey(actor.userId, key, requestHash(endpoint.method, new URL(request.url).pathname, body));
  if ('status' in claim) return respond(claim, { 'idempotency-replayed': 'true' });
  const result = await carryOutOnce(call, claim);
  return answer(endpoint, result);
}

async function carryOutOnce(call: Call, claim: Claim): Promise<unknown> {
  const { endpoint } = call.binding;
  let kept = false;
  const keep = async (result: unknown, tx?: Queryable) => {
    await keepAnswer(claim, { status: endpoint.status, body: result, location: locationOf(endpoint, result) }, tx);
    kept = true;
  };
  try {
    const result = await act({ ...call, context: { ...call.context, recordAnswer: (tx, result) => keep(result, tx) } });
    if (!kept) await keep(result);
    return result;
  } catch (error) {
    await releaseKey(claim).catch(() => {
      // Whoever repeats the request should not have to wait until the key is taken for abandoned.
      untilDatabaseAnswers(() => releaseKey(claim)).catch((lost: unknown) =>
        log.warn({ err: lost }, 'an Idempotency-Key could not be given back'),
      );
    });
    throw error;
  }
}

/** What was created or started is found under its own address. */
function locationOf(endpoint: Endpoint, result: unknown): string | null {
  const id = (result as { id?: unknown } | null)?.id;
  if ((endpoint.status !== 201 && endpoint.status !== 202) || typeof id !== 'string') return null;
  return `${API_ROOT}/${endpoint.id.split('.')[0]}/${id}`;
}

function answer(endpoint: Endpoint, result: unknown): Response {
  if (result instanceof Response) return result;
  if (env.checkResponses) endpoint.response.parse(result);
  const isItem = endpoint.id.endsWith('.get') || endpoint.method === 'PATCH';
  return respond(
    { status: endpoint.status, body: result, location: locationOf(endpoint, result) },
    isItem ? { etag: etagOf(result) } : {},
  );
}

function respond({ status, body, location }: KeptAnswer, extra: Record<string, string>): Response {
  const headers = { ...extra, ...(location ? { location } : {}), 'cache-control': 'no-store' };
  if (status === 204) return new Response(null, { status, headers });
  return new Response(JSON.stringify(body), { status, headers: { ...headers, 'content-type': 'application/json' } });
}
