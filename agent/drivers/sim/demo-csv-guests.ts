import { GiB } from './demo-sizes.ts';

/** A second disk of a VM of the demo: a file on a CSV, beside those of other VMs. */
type DemoDataDisk = { vm: string; csv: string; sizeBytes: number };

const on = (csv: string, sizesGiB: { [vm: string]: number }): DemoDataDisk[] =>
  Object.entries(sizesGiB).map(([vm, sizeGiB]) => ({ vm, csv, sizeBytes: sizeGiB * GiB }));

/** csv-a-05 and csv-b-04 hold one small disk each and could be emptied into another CSV of their clusters. */
export const demoDataDisks: DemoDataDisk[] = [
  ...on('csv-a-01', { 'web-01': 400, 'web-02': 400, 'api-01': 340, 'api-02': 340 }),
  ...on('csv-a-02', { 'web-03': 400, 'web-04': 400, 'cache-01': 420 }),
  ...on('csv-a-03', { 'web-05': 310, 'web-06': 310, 'api-03': 310 }),
  ...on('csv-a-04', { 'api-04': 600, 'cache-02': 590, 'auth-02': 600 }),
  ...on('csv-a-05', { 'auth-01': 60 }),
  ...on('csv-b-01', { 'ci-01': 200, 'ci-02': 200, 'ci-03': 200, 'ci-04': 200, 'build-01': 530 }),
  ...on('csv-b-02', { 'ci-05': 240, 'ci-06': 240, 'ci-07': 240, 'ci-08': 240, 'build-02': 700 }),
  ...on('csv-b-03', { 'mon-01': 350, 'mon-02': 350, registry: 405 }),
  ...on('csv-b-04', { 'build-03': 80 }),
  ...on('csv-lab-01', { 'lab-01': 235, 'lab-02': 235, 'lab-03': 235, 'lab-04': 235, 'lab-05': 235, 'lab-06': 235 }),
];
