import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Refusal } from '#contract/agent/operation.ts';
import { entryRoutes } from './entry-routes.ts';
import { eventStreams } from './event-stream.ts';
import { HttpRefusal } from './http-refusal.ts';
import { operationRoutes } from './operation-routes.ts';
import type { AgentParts, Route } from './route.ts';
import { worldRoutes } from './world-routes.ts';

const routes: Route[] = [...entryRoutes, ...operationRoutes, ...worldRoutes];
const eventsPath = '/v1/events';
/** Longer than clients keep idle connections, so that they and not we close one that is about to be used. */
const keepAliveMs = 75_000;

/** The HTTP side of an agent: not listening yet. With `tls` (PEM texts) it speaks HTTPS. */
export const createAgentServer = (agent: AgentParts, tls: { cert: string; key: string } | null) => {
  const events = eventStreams(agent.revisions);

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const url = new URL(request.url ?? '/', 'http://agent');
      const { route, id } = findRoute(request.method, url.pathname);
      if (!route?.open && !agent.enrolment.admits(request.headers.authorization)) throw unauthorised;
      if (!route) return await events.stream(response);
      const { status, body } = await route.answer(agent, { request, query: url.searchParams, id });
      send(response, status ?? 200, body);
    } catch (error) {
      refuse(request, response, error);
    }
  };

  const server = tls ? https.createServer(tls, handle) : http.createServer(handle);
  server.keepAliveTimeout = keepAliveMs;
  server.on('close', events.close);
  return { server, endStreams: events.close };
};

const unauthorised = new HttpRefusal(401, 'unauthorised', 'Send the secret of the enrolment as a bearer token.');

/** `route` null = the event stream, which is no plain answer. */
const findRoute = (method: string | undefined, pathname: string): { route: Route | null; id: string } => {
  const [, head, last] = /^(.*)\/([^/]*)$/.exec(pathname) ?? [];
  const alike = routes.filter(({ path }) => path === pathname || path === `${head}/{id}`);
  const allowed = pathname === eventsPath ? ['GET'] : alike.map((route) => route.method);
  if (allowed.length === 0) throw new HttpRefusal(404, 'not_found', `There is no ${pathname} here.`);
  const route = alike.find((one) => one.method === method) ?? null;
  if (!route && !(method === 'GET' && pathname === eventsPath))
    throw new HttpRefusal(405, 'method_not_allowed', `${pathname} takes ${allowed.join(', ')}.`);
  return { route, id: route?.path.endsWith('{id}') ? decode(last ?? '') : '' };
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new HttpRefusal(400, 'bad_request', 'The path is not well-formed.');
  }
};

const send = (response: ServerResponse, status: number, body: unknown) => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
};

const refuse = (request: IncomingMessage, response: ServerResponse, error: unknown) => {
  const { status, refusal } = error instanceof HttpRefusal ? error : { status: 500, refusal: internal(error) };
  if (response.headersSent || response.destroyed) return void response.destroy();
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  const retryAfterSeconds = error instanceof HttpRefusal ? error.retryAfterSeconds : undefined;
  if (retryAfterSeconds) response.setHeader('retry-after', retryAfterSeconds);
  // The rest of a body that was not read must not be taken for the next request.
  if (!request.complete) response.setHeader('connection', 'close');
  request.resume();
  send(response, status, { outcome: 'refused', refusal });
};

const internal = (error: unknown): Refusal => ({
  code: 'internal',
  sentence: `The agent broke on this request: ${error instanceof Error ? error.message : String(error)}`,
});
