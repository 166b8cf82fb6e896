import { type Binding, bind } from '#server/http/handle.ts';
import { getHost } from './get-host.ts';
import { listHosts } from './list-hosts.ts';

export const hostBindings: Binding[] = [
  bind('hosts.list', ({ actor, query }) => listHosts(actor, query)),
  bind('hosts.get', ({ actor, params }) => getHost(actor, params.id)),
];
