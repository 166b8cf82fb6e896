import { type Binding, bind } from '#server/http/handle.ts';
import { getInitiator } from './get-initiator.ts';
import { listInitiators } from './list-initiators.ts';

export const initiatorBindings: Binding[] = [
  bind('initiators.list', ({ actor, query }) => listInitiators(actor, query)),
  bind('initiators.get', ({ actor, params }) => getInitiator(actor, params.id)),
];
