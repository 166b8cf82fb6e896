import { type Binding, bind } from '#server/http/handle.ts';
import { searchObjects } from './search-objects.ts';

export const searchBindings: Binding[] = [bind('search.get', ({ actor, query }) => searchObjects(actor, query.q))];
