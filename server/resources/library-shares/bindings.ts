import { type Binding, bind } from '#server/http/handle.ts';
import { getLibraryShare } from './get-library-share.ts';
import { listLibraryShares } from './list-library-shares.ts';

export const libraryShareBindings: Binding[] = [
  bind('library-shares.list', ({ actor, query }) => listLibraryShares(actor, query)),
  bind('library-shares.get', ({ actor, params }) => getLibraryShare(actor, params.id)),
];
