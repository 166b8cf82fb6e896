import { afterAll, beforeAll } from 'vitest';
import { type JobBench, openJobBench } from './job-bench.ts';
import { tellCounts } from './proof-counts.ts';
import type { FabricOptions } from './proof-fabric.ts';

/** On a machine that is busy with other things, the processes of a fabric take their time to start. */
export const benchStartMs = 300_000;

/** One bench for all cases of a file: opened before the first, told and taken down after the last. */
export function onBench(what: string, options: () => FabricOptions = () => ({})): () => JobBench {
  let bench: JobBench | undefined;
  beforeAll(async () => {
    bench = await openJobBench(options());
  }, benchStartMs);
  afterAll(async () => {
    if (bench) tellCounts(what, bench.counts, bench.oracle.counted());
    await bench?.fabric.dispose();
  }, benchStartMs);
  return () => {
    if (!bench) throw new Error('The bench is there once the tests have begun.');
    return bench;
  };
}
