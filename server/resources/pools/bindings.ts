import { type Binding, bind } from '#server/http/handle.ts';
import { getPool } from './get-pool.ts';
import { listPools } from './list-pools.ts';

export const poolBindings: Binding[] = [
  bind('pools.list', ({ actor, query }) => listPools(actor, query)),
  bind('pools.get', ({ actor, params }) => getPool(actor, params.id)),
];
