import { handleNextAuth } from '#server/auth/next-auth-handler.ts';
import { sessionCookieName } from '#server/auth/session-token.ts';
import { jsonOf } from './door.ts';

export const ORIGIN = 'http://127.0.0.1:3000';

/** A browser at the sign-in: it keeps its cookies and sends forms as pages do. */
export function signInBrowser() {
  const cookies = new Map<string, string>();
  const go = async (path: string, form?: Record<string, string>): Promise<Response> => {
    const body = form ? new URLSearchParams(form).toString() : null;
    const headers = new Headers({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') });
    if (body !== null) {
      headers.set('content-type', 'application/x-www-form-urlencoded');
      headers.set('content-length', String(body.length));
    }
    const response = await handleNextAuth(new Request(ORIGIN + path, { method: form ? 'POST' : 'GET', headers, body }));
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const csrfToken = async () => (await jsonOf<{ csrfToken: string }>(await go('/api/auth/csrf'))).csrfToken;
  const signIn = async (email: string, password: string, callbackUrl = '/') =>
    go('/api/auth/callback/password', { csrfToken: await csrfToken(), email, password, callbackUrl, json: 'true' });
  /** As the Cookie header has it. */
  const session = () => `${sessionCookieName()}=${cookies.get(sessionCookieName())}`;
  return { go, csrfToken, signIn, session };
}
