import { type Binding, bind } from '#server/http/handle.ts';
import { getArray } from './get-array.ts';
import { listArrays } from './list-arrays.ts';

export const arrayBindings: Binding[] = [
  bind('arrays.list', ({ actor, query }) => listArrays(actor, query)),
  bind('arrays.get', ({ actor, params }) => getArray(actor, params.id)),
];
