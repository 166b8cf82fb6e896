import { type NextRequest, NextResponse } from 'next/server';
import { paths } from '#contract/paths.ts';
import { readSessionToken, sessionCookieName } from '#server/auth/session-token.ts';
import { env } from '#server/env.ts';

/** Pages for visitors without an account. */
const open = [paths.signIn(), '/docs/api'];

/**
 * What a page may load. Scripts: only those that carry this request's nonce, and what they load themselves. Styles allow
 * inline ones, since positions and sizes that follow data (virtual rows, meters, charts) are style attributes, which no
 * nonce can bless; a style can run nothing. Development needs eval for React's stack traces and a socket for reloads.
 */
function contentSecurityPolicy(nonce: string): string {
  const dev = !env.production;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws: wss:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function securityHeaders(policy: string): Record<string, string> {
  const secure = env.url?.startsWith('https://');
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/**
 * Before every page: the security headers, and the way to the sign-in page for visitors without a session. A courtesy,
 * never the gate: every verb asks for the actor itself.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const response = (await mayEnter(request)) ? pass(request, nonce, policy) : toSignIn(request);
  for (const [name, value] of Object.entries(securityHeaders(policy))) response.headers.set(name, value);
  return response;
}

async function mayEnter(request: NextRequest): Promise<boolean> {
  if (open.includes(request.nextUrl.pathname)) return true;
  // The gallery of components shows nothing of the fabric, and is there only for those who develop.
  if (process.env.HEDDLE_GALLERY && request.nextUrl.pathname.startsWith('/gallery')) return true;
  return (await readSessionToken(request.cookies.get(sessionCookieName())?.value)) !== null;
}

/** Next puts the nonce that it finds in the request's policy on its own scripts; the layout takes it from x-nonce. */
function pass(request: NextRequest, nonce: string, policy: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  return NextResponse.next({ request: { headers } });
}

function toSignIn(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const target = new URL(paths.signIn(), request.url);
  if (pathname !== '/') target.searchParams.set('callbackUrl', pathname + search);
  return NextResponse.redirect(target);
}

export const config = {
  /** Pages alone: the API answers for itself, and files are the same for everyone. */
  matcher: ['/((?!api/|_next/|favicon|.*\\.(?:svg|png|ico|webp|woff2|txt|webmanifest)$).*)'],
};
