import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { enrolFabric } from './parts/enrol-fabric.ts';
import { openFabric } from './parts/fabric.ts';
import { startHeddle } from './parts/heddle.ts';
import { labSuite } from './parts/lab-suite.ts';
import { proveMainJob } from './parts/main-job.ts';
import { createProofTable } from './parts/proof-table.ts';
import { openRoom, takeDownDeadRooms } from './parts/room.ts';
import { leftoversOf } from './parts/take-down.ts';

/** The first start of Heddle on a fresh clone builds the console, too. */
const timeout = 1_200_000;

await labSuite('the main job on real parts', ['array', 'library', 'host'], () => {
  test('seal, clone, boot and delete hold, and nothing is left of it', { timeout }, async () => {
    await takeDownDeadRooms();
    const room = await openRoom('job');
    const table = createProofTable((line) => process.stderr.write(`lab: ${line}\n`));
    try {
      const fabric = await openFabric(room);
      const { api } = await startHeddle(room);
      const template = await enrolFabric(api, fabric);
      await proveMainJob(table, { api, fabric, templateId: template.id });
    } finally {
      await room.close();
    }
    expect(table.lines.filter((line) => !line.held)).toEqual([]);
    expect(table.lines.length).toBeGreaterThanOrEqual(10);
    expect(await leftoversOf(room.dir)).toEqual({ mounts: [], loops: [], processes: [] });
    expect(existsSync(room.dir)).toBe(false);
  });
});
