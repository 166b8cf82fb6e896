import { type Binding, bind } from '#server/http/handle.ts';
import { getLibraryServer } from './get-library-server.ts';
import { listLibraryServers } from './list-library-servers.ts';

export const libraryServerBindings: Binding[] = [
  bind('library-servers.list', ({ actor, query }) => listLibraryServers(actor, query)),
  bind('library-servers.get', ({ actor, params }) => getLibraryServer(actor, params.id)),
];
