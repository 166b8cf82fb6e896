import { type Binding, bind } from '#server/http/handle.ts';
import { getMaskingSet } from './get-masking-set.ts';
import { listMaskingSets } from './list-masking-sets.ts';

export const maskingSetBindings: Binding[] = [
  bind('masking-sets.list', ({ actor, query }) => listMaskingSets(actor, query)),
  bind('masking-sets.get', ({ actor, params }) => getMaskingSet(actor, params.id)),
];
