import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openRoom, runInRoom, takeDownDeadRooms } from '#lab/parts/room.ts';
import { machine, markdownOf } from './provision/provision-rows.ts';
import { recordSection } from './provision/record.ts';
import { measure } from './slow-agent/measure.ts';
import { setUp } from './slow-agent/set-up.ts';

/**
 * `heddle bench slow-agent [--json FILE] [--record]`: what a quick agent keeps of its throughput while another one answers
 * seconds late, with web and worker as in production and simulated arrays. Exits with 1 when a bound is missed.
 */
const options = { json: { type: 'string' }, record: { type: 'boolean', default: false } } as const;
const { values } = parseArgs({ options });
const say = (line: string) => process.stdout.write(`${line}\n`);

await takeDownDeadRooms();
const room = await openRoom('slow');

await runInRoom(room, async () => {
  const stand = await setUp(room, (title) => say(`  ${title}`));
  const held = await measure(stand, (title) => say(`  ${title}`));
  const table = markdownOf(held);
  say(`\n${table}\n\n${machine()}`);
  const rows = held.map(({ atLeast: _, ...row }) => row);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ name: 'slow-agent', rows }, null, 2)}\n`);
  if (values.record) recordSection('Beside a slow agent', `${table}\n\n${machine()}. \`npm run bench:slow-agent\``);
  return rows.every((row) => row.ok) ? 0 : 1;
});
