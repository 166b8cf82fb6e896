import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { proveCsvs } from './parts/csv-job.ts';
import { enrolFabric } from './parts/enrol-fabric.ts';
import { openFabric } from './parts/fabric.ts';
import { startHeddle } from './parts/heddle.ts';
import { proveMainJob } from './parts/main-job.ts';
import { createProofTable } from './parts/proof-table.ts';
import { openRoom, runInRoom, takeDownDeadRooms } from './parts/room.ts';
import { leftoversOf } from './parts/take-down.ts';
import { whyNoLab } from './parts/why-no-lab.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const reason = await whyNoLab(['array', 'library', 'host']);
if (reason) {
  process.stderr.write(`The lab cannot be set up here: ${reason}. lab/README.md lists what it needs.\n`);
  process.exit(1);
}
await takeDownDeadRooms();
const room = await openRoom('prove');
const table = createProofTable(say);

const setUp = async () => {
  const fabric = await openFabric(room);
  const { api } = await startHeddle(room);
  const { id: templateId } = await enrolFabric(api, fabric);
  return { api, fabric, templateId };
};

const proveAll = async () => {
  const scenes: Awaited<ReturnType<typeof setUp>>[] = [];
  await table.prove('the lab and Heddle are up, the agents enrolled', async () => {
    scenes.push(await setUp());
    return 'an array, a library server, two hosts';
  });
  for (const scene of scenes) await proveMainJob(table, scene);
  for (const scene of scenes) await proveCsvs(table, scene);
  await table.prove('nothing of the lab is left', async () => {
    await room.close();
    const { mounts, loops, processes } = await leftoversOf(room.dir);
    assert.deepEqual([mounts, loops, processes, existsSync(room.dir)], [[], [], [], false]);
    return 'no mount, loop device, process or file';
  });
  table.print();
  return table.lines.every((line) => line.held) ? 0 : 1;
};

await runInRoom(room, proveAll, () => {
  table.stop();
  say('Taking the lab down …');
});
