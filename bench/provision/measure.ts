import { cloneJobMs } from './clone-job.ts';
import { watchMemory } from './memory-watch.ts';
import { bounded, type Held, median } from './provision-rows.ts';
import type { ProvisionStand } from './set-up.ts';
import { parallelFloor, sequentialFloor } from './shell-floor.ts';

const warmUps = 5;
const singles = 31;
const hundreds = 3;
const floorCount = 200;
const mib = 1024 * 1024;

async function repeat(times: number, measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let n = 0; n < times; n++) values.push(await measure());
  return values;
}

/** Every figure, the shell's first, on the same pool and the same tgtd. */
export async function measure(stand: ProvisionStand, onStep: (title: string) => void): Promise<Held[]> {
  const { room, goldenFile, bench, pids } = stand;
  onStep(`shell floor, ${floorCount} clones one by one and eight at a time`);
  const one = (await sequentialFloor(room, goldenFile, floorCount)).perSecond;
  const eight = (await parallelFloor(room, goldenFile, floorCount)).perSecond;
  await repeat(warmUps, () => cloneJobMs(bench, 1));
  const memory = watchMemory(pids);
  onStep(`${singles} jobs of one LUN`);
  const single = median(await repeat(singles, () => cloneJobMs(bench, 1)));
  onStep(`${hundreds} jobs of 100 LUNs`);
  const hundred = median(await repeat(hundreds, () => cloneJobMs(bench, 100)));
  onStep('one job of 1,000 LUNs');
  const thousand = await cloneJobMs(bench, 1000);
  const most = memory.stop();
  const rate = (count: number, ms: number) => (count * 1000) / ms;
  const toFloor = (perSecond: number) => ({ to: 'shell, eight at a time', ratio: perSecond / eight });
  const perLun = thousand / 1000 / (hundred / 100);
  return [
    bounded('shell: cp --reflink and three tgtadm, one by one', one, 'LUNs/s', null),
    bounded('shell: the same, eight at a time', eight, 'LUNs/s', null, { to: 'shell, one by one', ratio: eight / one }),
    bounded('one clone-luns job of one LUN, POST to succeeded, p50', single, 'ms', { atMost: 120 }),
    bounded(
      '100 LUNs in one job: cloned, exported, masked, proven',
      rate(100, hundred),
      'LUNs/s',
      { atLeast: 100 },
      toFloor(rate(100, hundred)),
    ),
    bounded('1,000 LUNs in one job', rate(1000, thousand), 'LUNs/s', { atLeast: 200 }, toFloor(rate(1000, thousand))),
    bounded('cost of a LUN at 1,000, against that at 100', perLun, '×', { atMost: 1.3 }),
    bounded('memory of the worker during it', (most.worker ?? 0) / mib, 'MiB', { atMost: 300 }),
    bounded('memory of the agent during it', (most.agent ?? 0) / mib, 'MiB', { atMost: 300 }),
  ];
}
