import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
};

/**
 * A small OpenID provider on a free port of this machine: discovery, keys, a page that asks whether to let the
 * application in, and a token endpoint that checks PKCE and signs an ID token. `seat(claims)` says who sits before that
 * page; `approve(authorizationUrl, claims)` presses "Allow" without any page: it answers the callback's query.
 */
export async function startIdentityProvider(clientId: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, { challenge: string; claims: object }>();
  let issuer = '';
  let seated: object = {};

  const idToken = (claims: object): string => {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: issuer, aud: clientId, iat: now, exp: now + 300, ...claims };
    const signed = `${base64url({ alg: 'RS256', kid: 'k' })}.${base64url(payload)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
  };
  const redeem = (form: URLSearchParams) => {
    const granted = codes.get(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!granted || granted.challenge !== verifier) return { status: 400, body: { error: 'invalid_grant' } };
    return {
      status: 200,
      body: { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken(granted.claims) },
    };
  };
  const discovery = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  });
  const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] };

  const consentPage = (authorizationUrl: string): string => {
    const asked = new URL(authorizationUrl).searchParams;
    const back = (query: URLSearchParams) => `${asked.get('redirect_uri')}?${query}`.replaceAll('&', '&amp;');
    const denied = new URLSearchParams({ error: 'access_denied', state: asked.get('state') ?? '' });
    const link = (text: string, query: URLSearchParams) => `<a href="${back(query)}">${text}</a>`;
    return `<!doctype html><html lang="en"><title>Identity provider</title><h1>Let ${clientId} know who you are?</h1>
      ${link('Allow', approve(authorizationUrl, seated))} ${link('Deny', denied)}</html>`;
  };

  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/authorize?')) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(consentPage(`${issuer}${request.url}`));
      return;
    }
    const answers: Record<string, () => unknown> = {
      '/.well-known/openid-configuration': discovery,
      '/jwks': () => keys,
    };
    const { status, body } =
      request.url === '/token' ? redeem(await bodyOf(request)) : { status: 200, body: answers[request.url ?? '']?.() };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const approve = (authorizationUrl: string, claims: object): URLSearchParams => {
    const asked = new URL(authorizationUrl).searchParams;
    const code = randomUUID();
    codes.set(code, { challenge: asked.get('code_challenge') ?? '', claims: { nonce: asked.get('nonce'), ...claims } });
    return new URLSearchParams({ code, state: asked.get('state') ?? '' });
  };
  const stop = () => new Promise<void>((stopped) => server.close(() => stopped()).closeAllConnections());
  const seat = (claims: object) => {
    seated = claims;
  };
  return { issuer, seat, approve, stop };
}
