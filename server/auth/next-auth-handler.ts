import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { env } from '#server/env.ts';
import { ProblemError } from '#server/errors.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { authOptions } from './auth-options.ts';

type RouteContext = { params: Promise<{ nextauth: string[] }> };

const MAX_FORM_BYTES = 16 * 1024;

/** next-auth takes its own address from these; without HEDDLE_URL it is the one that was called. */
function tellNextAuthItsAddress(): void {
  if (env.url) process.env.NEXTAUTH_URL ??= env.url;
  else process.env.AUTH_TRUST_HOST ??= '1';
}

/** Sign-in, sign-out and what belongs to them, with a bound on the form and 429 where next-auth knows only 401. */
export async function handleNextAuth(request: NextRequest, context: RouteContext): Promise<Response> {
  tellNextAuthItsAddress();
  const length = request.headers.get('content-length');
  if (request.method === 'POST' && (length === null || Number(length) > MAX_FORM_BYTES))
    return problemResponse(
      new ProblemError('body_too_large', `A sign-in form has at most ${MAX_FORM_BYTES} bytes and says how many.`),
      request,
    );
  const response: Response = await NextAuth(authOptions())(request, context);
  const limited = response.status === 401 ? /rate_limited(?::|%3A)(\d+)/.exec(await response.clone().text()) : null;
  if (!limited?.[1]) return response;
  const headers = new Headers(response.headers);
  headers.set('retry-after', limited[1]);
  return new Response(response.body, { status: 429, headers });
}
