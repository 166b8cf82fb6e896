import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openRoom, runInRoom, takeDownDeadRooms } from '#lab/parts/room.ts';
import { whyNoLab } from '#lab/parts/why-no-lab.ts';
import { measure } from './provision/measure.ts';
import { machine, markdownOf } from './provision/provision-rows.ts';
import { recordSection } from './provision/record.ts';
import { setUp } from './provision/set-up.ts';

/**
 * `heddle bench provision [--json FILE] [--record]`: how fast LUNs are cloned, exported, masked and proven on a real tgtd, with
 * web and worker as in production. Exits with 1 when a bound is missed; needs root and the lab's array packages.
 */
const options = { json: { type: 'string' }, record: { type: 'boolean', default: false } } as const;
const { values } = parseArgs({ options });
const say = (line: string) => process.stdout.write(`${line}\n`);

const reason = await whyNoLab(['array']);
if (reason) {
  process.stderr.write(`Nothing can be measured here: ${reason}.\n`);
  process.exit(1);
}
await takeDownDeadRooms();
const room = await openRoom('bench');

await runInRoom(room, async () => {
  const stand = await setUp(room, (title) => say(`  ${title}`));
  const held = await measure(stand, (title) => say(`  ${title}`));
  const table = markdownOf(held);
  say(`\n${table}\n\n${machine()}`);
  const rows = held.map(({ atLeast: _, ...row }) => row);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ name: 'provision', rows }, null, 2)}\n`);
  if (values.record) recordSection('Provisioning on tgt', `${table}\n\n${machine()}. \`npm run bench:provision\``);
  return rows.every((row) => row.ok) ? 0 : 1;
});
