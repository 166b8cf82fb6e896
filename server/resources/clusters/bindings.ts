import { type Binding, bind } from '#server/http/handle.ts';
import { getCluster } from './get-cluster.ts';
import { listClusters } from './list-clusters.ts';

export const clusterBindings: Binding[] = [
  bind('clusters.list', ({ actor, query }) => listClusters(actor, query)),
  bind('clusters.get', ({ actor, params }) => getCluster(actor, params.id)),
];
