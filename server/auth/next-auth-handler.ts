import { parse } from 'hono/utils/cookie';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { env } from '#server/env.ts';
import { ProblemError } from '#server/errors.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { authOptions } from './auth-options.ts';

const MAX_FORM_BYTES = 16 * 1024;
const AUTH_ROOT = '/api/auth/';
/** Without `_log`, by which any visitor writes into the server's log. */
const actions = ['callback', 'csrf', 'error', 'providers', 'session', 'signin', 'signout'];

/** next-auth takes its own address from these; without HEDDLE_URL it is the one that was called. */
function tellNextAuthItsAddress(): void {
  if (env.url) process.env.NEXTAUTH_URL ??= env.url;
  else process.env.AUTH_TRUST_HOST ??= '1';
}

/**
 * Sign-in, sign-out and what belongs to them: next-auth behind plain Request and Response, with a bound on the form, and
 * 429 where next-auth knows only 401.
 */
export async function handleNextAuth(request: Request): Promise<Response> {
  tellNextAuthItsAddress();
  try {
    const { answer, response } = collectAnswer();
    // In plain Node the function is a property of the CommonJS module.
    const handler = (NextAuth as unknown as { default?: typeof NextAuth }).default ?? NextAuth;
    await handler(authOptions())(await apiRequest(request), response);
    return toResponse(answer);
  } catch (error) {
    return problemResponse(error, request);
  }
}

async function apiRequest(request: Request): Promise<NextApiRequest> {
  const url = new URL(request.url);
  const nextauth = url.pathname.slice(AUTH_ROOT.length).split('/');
  if (!actions.includes(nextauth[0] ?? '')) throw new ProblemError('not_found', `There is nothing at ${url.pathname}.`);
  const text = request.method === 'POST' ? await readForm(request) : '';
  // next-auth's own client says JSON on its GETs, too.
  const isJson = request.method === 'POST' && request.headers.get('content-type')?.includes('application/json');
  return {
    method: request.method,
    headers: { host: url.host, 'x-forwarded-proto': url.protocol.slice(0, -1), ...Object.fromEntries(request.headers) },
    cookies: parse(request.headers.get('cookie') ?? ''),
    query: { ...Object.fromEntries(url.searchParams), nextauth },
    body: isJson ? parseJson(text) : Object.fromEntries(new URLSearchParams(text)),
  } as unknown as NextApiRequest;
}

async function readForm(request: Request): Promise<string> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (length <= MAX_FORM_BYTES) return request.text();
  throw new ProblemError('body_too_large', `A sign-in form has at most ${MAX_FORM_BYTES} bytes and says how many.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('bad_json', 'The form is said to be JSON and is none.');
  }
}

type Answer = { status: number; headers: Map<string, string | string[]>; body: string };

/** The few methods of a response that next-auth calls. */
function collectAnswer(): { answer: Answer; response: NextApiResponse } {
  const answer: Answer = { status: 200, headers: new Map(), body: '' };
  const finish = (body: unknown, type: string) => {
    answer.body = typeof body === 'string' ? body : JSON.stringify(body ?? {});
    if (!answer.headers.has('content-type')) answer.headers.set('content-type', type);
  };
  const response = {
    status(code: number) {
      answer.status = code;
      return response;
    },
    getHeader: (name: string) => answer.headers.get(name.toLowerCase()),
    setHeader(name: string, value: string | string[]) {
      answer.headers.set(name.toLowerCase(), value);
      return response;
    },
    json: (body: unknown) => finish(body, 'application/json'),
    send: (body: unknown) => finish(body, typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json'),
    end: () => {},
  };
  return { answer, response: response as unknown as NextApiResponse };
}

function toResponse({ status, headers, body }: Answer): Response {
  const sent = new Headers({ 'cache-control': 'no-store' });
  for (const [name, value] of headers) for (const one of [value].flat()) sent.append(name, one);
  const limited = status === 401 ? /rate_limited(?::|%3A)(\d+)/.exec(body)?.[1] : undefined;
  if (limited) sent.set('retry-after', limited);
  return new Response(body, { status: limited ? 429 : status, headers: sent });
}
