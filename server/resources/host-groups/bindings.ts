import { type Binding, bind } from '#server/http/handle.ts';
import { getHostGroup } from './get-host-group.ts';
import { listHostGroups } from './list-host-groups.ts';

export const hostGroupBindings: Binding[] = [
  bind('host-groups.list', ({ actor, query }) => listHostGroups(actor, query)),
  bind('host-groups.get', ({ actor, params }) => getHostGroup(actor, params.id)),
];
