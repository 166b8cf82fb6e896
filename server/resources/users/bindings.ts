import { type Binding, bind } from '#server/http/handle.ts';
import { createUser } from './create-user.ts';
import { getUser } from './get-user.ts';
import { listUsers } from './list-users.ts';
import { updateUser } from './update-user.ts';

export const userBindings: Binding[] = [
  bind('users.list', ({ actor, query }) => listUsers(actor, query)),
  bind('users.get', ({ actor, params }) => getUser(actor, params.id)),
  bind('users.create', ({ actor, body }) => createUser(actor, body)),
  bind('users.update', ({ actor, params, body }) => updateUser(actor, params.id, body)),
];
