import { GiB, TiB } from './demo-sizes.ts';

/** LUNs that are no system disks; `for`: the cluster, or the host that stands alone, that has them read-write. */
type DemoVolume = {
  name: string;
  kind: 'csv' | 'data';
  array: string;
  pool: string;
  sizeBytes: number;
  usedBytes: number;
  for: string;
};

const csv = (name: string, array: string, pool: string, cluster: string, usedGiB: number): DemoVolume => ({
  ...{ name, kind: 'csv', array, pool, sizeBytes: 2 * TiB, usedBytes: usedGiB * GiB, for: cluster },
});
const data = (
  name: string,
  array: string,
  pool: string,
  user: string,
  sizeGiB: number,
  usedGiB: number,
): DemoVolume => ({
  ...{ name, kind: 'data', array, pool, sizeBytes: sizeGiB * GiB, usedBytes: usedGiB * GiB, for: user },
});

export const demoVolumes: DemoVolume[] = [
  csv('csv-a-01', 'store-01', 'gold', 'weft-a', 1480),
  csv('csv-a-02', 'store-01', 'gold', 'weft-a', 1220),
  csv('csv-a-03', 'store-01', 'gold', 'weft-a', 930),
  csv('csv-a-05', 'store-01', 'gold', 'weft-a', 60),
  data('sql-data-01', 'store-01', 'gold', 'weft-a', 1024, 610),
  data('sql-log-01', 'store-01', 'silver', 'weft-a', 512, 140),
  data('file-share-01', 'store-01', 'silver', 'weft-a', 4096, 2710),
  data('backup-01', 'store-01', 'silver', 'weft-a', 6144, 3300),
  csv('csv-a-04', 'store-02', 'pool-a', 'weft-a', 1790),
  csv('csv-b-01', 'store-02', 'pool-b', 'weft-b', 1330),
  csv('csv-b-02', 'store-02', 'pool-b', 'weft-b', 1660),
  csv('csv-b-03', 'store-02', 'pool-b', 'weft-b', 1105),
  csv('csv-b-04', 'store-02', 'pool-b', 'weft-b', 80),
  data('artifacts-01', 'store-02', 'pool-a', 'weft-b', 8192, 6100),
  data('metrics-01', 'store-02', 'pool-b', 'weft-b', 3072, 1240),
  csv('csv-lab-01', 'store-03', 'lab', 'weft-lab', 1410),
  data('lab-scratch', 'store-03', 'lab', 'weft-lab', 1024, 380),
  data('edge-db-01', 'store-04', 'edge', 'hv-11', 2048, 1150),
  data('edge-db-02', 'store-04', 'edge', 'hv-12', 2048, 990),
];
