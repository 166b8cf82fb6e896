import { env } from '#server/env.ts';
import { ProblemError } from '#server/errors.ts';

/**
 * Keeps other sites from writing with a visitor's cookie. Browsers say where a request comes from and let no page
 * forge it: Sec-Fetch-Site (over https and to this machine), or else Origin. A caller that says neither is no browser
 * and has no business with a session.
 * @throws ProblemError `forbidden`
 */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null ? site === 'same-origin' : isOurs(request.headers.get('origin'), request)) return;
  throw new ProblemError('forbidden', 'The request does not come from a page of this console.', {
    remedy: 'Programs use an API token: Authorization: Bearer hdl_….',
  });
}

function isOurs(origin: string | null, request: Request): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  if (env.url && new URL(origin).origin === new URL(env.url).origin) return true;
  return new URL(origin).host === (request.headers.get('host') ?? new URL(request.url).host);
}
