import { type Binding, bind } from '#server/http/handle.ts';
import { getLun } from './get-lun.ts';
import { listLuns } from './list-luns.ts';

export const lunBindings: Binding[] = [
  bind('luns.list', ({ actor, query }) => listLuns(actor, query)),
  bind('luns.get', ({ actor, params }) => getLun(actor, params.id)),
];
