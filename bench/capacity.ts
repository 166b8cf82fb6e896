import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { advisorRows } from './capacity/advisor-rows.ts';
import { type BenchRow, tableOf } from './capacity/bench-row.ts';
import { reservationRows } from './capacity/reservation-rows.ts';
import { sliderRows, whyNoSlider } from './slider/slider-rows.ts';

/**
 * `heddle bench capacity [--json FILE]`: the calculators against their bounds, and the sliders in the browser; exits with 1
 * when one is missed.
 */
const { values } = parseArgs({ options: { json: { type: 'string' } } });
const noSlider = whyNoSlider();
const rows: BenchRow[] = [...reservationRows(), ...advisorRows(), ...(noSlider ? [] : await sliderRows())];
const notes = [
  'Times are CPU time, the median of several runs.',
  ...(noSlider ? [`No slider was dragged: ${noSlider}.`] : []),
];
process.stdout.write(`${tableOf(rows)}\n${notes.join('\n')}\n`);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ name: 'capacity', rows }, null, 2)}\n`);
if (rows.some((row) => !row.ok)) process.exitCode = 1;
