import { isIP } from 'node:net';
import { Agent, type Dispatcher, errors } from 'undici';
import type { z } from 'zod';
import { env } from '#server/env.ts';
import { AgentError } from './agent-error.ts';
import {
  AddressNotAllowed,
  type AllowedAddresses,
  allowedAddresses,
  guardedLookup,
  LOOPBACK_CIDRS,
} from './allowed-addresses.ts';

/** An enrolled agent. `url` is an origin ('http://127.0.0.1:7070'); `secret` its bearer: never logged, never answered. */
export type AgentEndpoint = { id: string; name: string; url: string; secret: string };

/** Largest answer that is read: an inventory of 25,000 LUNs is about 12 MB. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 5_000;

type Way = { allowed: AllowedAddresses; pool: Agent };
let ways: { 'http:': Way; 'https:': Way } | undefined;

/** Made at the first call, since importing must read no environment. A bearer crosses a network only under TLS. */
function wayOf(protocol: 'http:' | 'https:'): Way {
  if (!ways) {
    const loopback = allowedAddresses(LOOPBACK_CIDRS);
    const configured = allowedAddresses(env.agentCidrs);
    ways = {
      'http:': way((address) => loopback(address) && configured(address)),
      'https:': way(configured),
    };
  }
  return ways[protocol];
}

function way(allowed: AllowedAddresses): Way {
  const connect = { timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup(allowed) };
  const bounds = { connections: 32, keepAliveTimeout: 30_000, maxResponseSize: MAX_ANSWER_BYTES };
  return { allowed, pool: new Agent({ ...bounds, connect }) };
}

/** Ends the kept connections, so that the process can exit. */
export async function closeAgentConnections(): Promise<void> {
  const open = ways;
  ways = undefined;
  await Promise.all([open?.['http:'].pool.destroy(), open?.['https:'].pool.destroy()]);
}

export type AgentCall<T extends z.ZodType> = {
  method: 'GET' | 'PUT' | 'POST';
  /** '/v1/…' with its query. */
  path: string;
  body?: unknown;
  answer: T;
  /** null = a call without an account (health, enrolment). */
  secret: string | null;
  /** The whole of it, from connecting to the last byte. */
  timeoutMs: number;
  /** A request that may change the world: without an answer its outcome is unknown, not nothing. */
  acts?: boolean;
};

/**
 * One request to an agent: inside the allow-list, no redirect, bounded in time and size, its answer checked.
 * Answers `null` for 404, which the contract uses for an operation id the ledger has never seen. Throws AgentError alone.
 */
export async function callAgent<T extends z.ZodType>(url: string, call: AgentCall<T>): Promise<z.infer<T> | null> {
  const origin = agentOrigin(url);
  const answer = await send(origin, call);
  if (answer.status === 404) return null;
  if (answer.status !== 200 && answer.status !== 202) throw statusError(origin, call, answer);
  const parsed = call.answer.safeParse(parseJson(origin, call, answer.text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(origin, call, `${issue?.path.join('.') || 'its answer'}: ${issue?.message}`);
}

/**
 * The origin of an agent's URL. Throws AgentError `unreachable` for anything but http(s)://host[:port] whose literal
 * address is allowed; names are checked when they are connected to.
 */
export function agentOrigin(url: string): string {
  const parsed = URL.parse(url);
  const protocol = parsed?.protocol;
  if (!parsed || (protocol !== 'http:' && protocol !== 'https:') || parsed.username || parsed.password)
    throw new AgentError('unreachable', `'${url}' is not an agent's address.`, 'Write it as https://host:port.');
  if (parsed.pathname !== '/' || parsed.search || parsed.hash)
    throw new AgentError('unreachable', `'${url}' has a path.`, 'Write scheme, host and port alone.');
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !wayOf(protocol).allowed(host)) throw notAllowed(parsed.origin, new AddressNotAllowed(host, host));
  return parsed.origin;
}

type Answer = { status: number; text: string };

async function send(origin: string, call: AgentCall<z.ZodType>): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  if (call.secret !== null) headers.authorization = `Bearer ${call.secret}`;
  const options: Dispatcher.RequestOptions = {
    origin,
    path: call.path,
    method: call.method,
    headers,
    body: call.body === undefined ? null : JSON.stringify(call.body),
    headersTimeout: call.timeoutMs,
    bodyTimeout: call.timeoutMs,
    signal: AbortSignal.timeout(call.timeoutMs),
  };
  try {
    const { pool } = wayOf(origin.startsWith('https:') ? 'https:' : 'http:');
    const answer = await pool.request(options);
    return { status: answer.statusCode, text: await answer.body.text() };
  } catch (error) {
    throw transportError(origin, call, error);
  }
}

/** Raised before a connection stood: nothing can have happened. */
const BEFORE_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function transportError(origin: string, call: AgentCall<z.ZodType>, error: unknown): AgentError {
  const causes = [error, (error as { cause?: unknown }).cause, ...((error as AggregateError).errors ?? [])];
  const refused = causes.find((cause) => cause instanceof AddressNotAllowed);
  if (refused) return notAllowed(origin, refused);
  const code = causes.map((cause) => (cause as NodeJS.ErrnoException | undefined)?.code).find((c) => c !== undefined);
  if (error instanceof errors.ResponseExceededMaxSizeError || error instanceof errors.HTTPParserError)
    return invalid(origin, call, String(code));
  if (BEFORE_CONNECTION.has(String(code)))
    return new AgentError(
      'unreachable',
      `Nothing answers at ${origin} (${code}).`,
      'Start the agent or check its URL.',
    );
  const what = (error as Error).name === 'TimeoutError' ? `within ${call.timeoutMs} ms` : `(${code ?? 'cut off'})`;
  return new AgentError(
    'unknown',
    `${origin} did not answer ${call.path} ${what}.`,
    'Check the agent and its network.',
  );
}

function notAllowed(origin: string, cause: AddressNotAllowed): AgentError {
  const remedy = 'Add its network to HEDDLE_AGENT_CIDRS; outside loopback an agent is reached over https alone.';
  return new AgentError('unreachable', `Heddle does not call ${origin}: ${cause.message}.`, remedy);
}

function statusError(origin: string, call: AgentCall<z.ZodType>, { status, text }: Answer): AgentError {
  if (status === 401 || status === 403)
    return new AgentError('refused', `${origin} does not accept our secret (${status}).`, 'Enrol the agent again.');
  const said = refusalIn(text);
  if (status === 429)
    return new AgentError(
      'unreachable',
      `${origin} takes no more for now: ${said ?? 'too many requests.'}`,
      'Wait a minute.',
    );
  if (status >= 400 && status < 500 && said)
    return new AgentError('refused', `${origin} refused ${call.path}: ${said}`, 'See the log of the agent.');
  if (status >= 500 && call.acts)
    return new AgentError('unknown', `${origin} broke on ${call.path} (${status}).`, 'See the log of the agent.');
  return invalid(origin, call, `status ${status}`);
}

/** The sentence of a refusal, bare or under `refusal`, whatever else the body holds. */
function refusalIn(text: string): string | null {
  try {
    const body = JSON.parse(text);
    const sentence = (body?.refusal ?? body)?.sentence;
    return typeof sentence === 'string' ? sentence.slice(0, 500) : null;
  } catch {
    return null;
  }
}

function parseJson(origin: string, call: AgentCall<z.ZodType>, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(origin, call, 'no JSON');
  }
}

function invalid(origin: string, call: AgentCall<z.ZodType>, what: string): AgentError {
  const sentence = `${origin} answered ${call.path} with something that is not the agent contract: ${what}.`;
  return new AgentError('invalid', sentence, 'Check that a Heddle agent of this version listens there.');
}
