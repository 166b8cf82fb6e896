import { type Binding, bind } from '#server/http/handle.ts';
import { createToken } from './create-token.ts';
import { getToken } from './get-token.ts';
import { listTokens } from './list-tokens.ts';
import { revokeToken } from './revoke-token.ts';

export const tokenBindings: Binding[] = [
  bind('tokens.list', ({ actor, query }) => listTokens(actor, query)),
  bind('tokens.get', ({ actor, params }) => getToken(actor, params.id)),
  bind('tokens.create', ({ actor, body }) => createToken(actor, body)),
  bind('tokens.revoke', ({ actor, params }) => revokeToken(actor, params.id)),
];
