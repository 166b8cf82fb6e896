import { type Binding, bind } from '#server/http/handle.ts';
import { getVirtualDisk } from './get-virtual-disk.ts';
import { listVirtualDisks } from './list-virtual-disks.ts';

export const virtualDiskBindings: Binding[] = [
  bind('virtual-disks.list', ({ actor, query }) => listVirtualDisks(actor, query)),
  bind('virtual-disks.get', ({ actor, params }) => getVirtualDisk(actor, params.id)),
];
