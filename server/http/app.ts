import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Authenticated } from '#server/auth/authenticate.ts';
import { clientAddress } from '#server/auth/client-address.ts';
import { ProblemError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { API_ROOT } from './api-root.ts';
import type { Binding } from './handle.ts';
import { forgetOldKeys } from './idempotency.ts';
import { openApiDocument } from './openapi.ts';
import { problemResponse } from './problem-response.ts';
import { countRequest } from './request-counts.ts';
import { serve } from './serve.ts';

const FORGET_KEYS_EVERY_MS = 60 * 60 * 1000;

type Served = { endpoint: string; caller: { found?: Authenticated } };

/** The REST API over its bindings. One catch-all route hands every request to it. */
export function createApp(bindings: readonly Binding[]): Hono {
  const app = new Hono();
  const byId = new Map(bindings.map((binding) => [binding.endpoint.id, binding]));
  for (const binding of bindings) {
    const { method, path, id } = binding.endpoint;
    app.on(method, routeOf(path), (c) => {
      const caller: Served['caller'] = {};
      return observed({ endpoint: id, caller }, c.req.raw, () =>
        serve(binding, c.req.raw, c.req.param(), (other) => byId.get(other), caller),
      );
    });
  }
  app.get(`${API_ROOT}/openapi.json`, (c) =>
    c.json(openApiDocument(), 200, { 'cache-control': 'public, max-age=300' }),
  );
  app.notFound((c) => observed({ endpoint: 'none', caller: {} }, c.req.raw, async () => nowhere(bindings, c.req.raw)));
  app.onError((error, c) => problemResponse(error, c.req.raw));
  return app;
}

const routeOf = (path: string): string => API_ROOT + path.replace(/\{(\w+)\}/g, ':$1');

/** Answers, counts and logs; the log has no query and no body, since either may hold what is nobody's business. */
async function observed(
  { endpoint, caller }: Served,
  request: Request,
  work: () => Promise<Response>,
): Promise<Response> {
  const startedAt = performance.now();
  const requestId = randomUUID();
  const response = await work().catch((error: unknown) => problemResponse(error, request));
  response.headers.set('x-request-id', requestId);
  response.headers.set('x-content-type-options', 'nosniff');
  countRequest(endpoint, response.status);
  forgetKeysNowAndThen();
  const { userId, tokenId } = caller.found?.actor ?? { userId: null, tokenId: null };
  const durationMs = Math.round(performance.now() - startedAt);
  const { pathname } = new URL(request.url);
  log.info(
    {
      requestId,
      method: request.method,
      path: pathname,
      endpoint,
      status: response.status,
      durationMs,
      userId,
      tokenId,
      address: clientAddress(request.headers),
    },
    'request',
  );
  return response;
}

let keysForgottenAt = 0;
function forgetKeysNowAndThen(): void {
  if (Date.now() - keysForgottenAt < FORGET_KEYS_EVERY_MS) return;
  keysForgottenAt = Date.now();
  forgetOldKeys().catch((error: unknown) => log.warn({ err: error }, 'old Idempotency-Keys could not be forgotten'));
}

function nowhere(bindings: readonly Binding[], request: Request): never {
  const { pathname } = new URL(request.url);
  const matches = (path: string) => new RegExp(`^${routeOf(path).replace(/:\w+/g, '[^/]+')}$`).test(pathname);
  const methods = [...new Set(bindings.filter(({ endpoint }) => matches(endpoint.path)).map((b) => b.endpoint.method))];
  if (methods.length === 0)
    throw new ProblemError('not_found', `There is nothing at ${pathname.slice(0, 200)}.`, {
      remedy: 'The addresses are listed at /docs/api.',
    });
  const allow = methods.join(', ');
  throw new ProblemError('method_not_allowed', `${request.method} does nothing here.`, {
    remedy: `Use ${allow}.`,
    headers: { allow },
  });
}
