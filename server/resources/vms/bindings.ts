import { type Binding, bind } from '#server/http/handle.ts';
import { getVm } from './get-vm.ts';
import { listVms } from './list-vms.ts';

export const vmBindings: Binding[] = [
  bind('vms.list', ({ actor, query }) => listVms(actor, query)),
  bind('vms.get', ({ actor, params }) => getVm(actor, params.id)),
];
