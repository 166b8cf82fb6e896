import { expect, test } from 'vitest';
import { proveCsvs } from './parts/csv-job.ts';
import { enrolFabric } from './parts/enrol-fabric.ts';
import { openFabric } from './parts/fabric.ts';
import { startHeddle } from './parts/heddle.ts';
import { labSuite } from './parts/lab-suite.ts';
import { createProofTable } from './parts/proof-table.ts';
import { openRoom } from './parts/room.ts';
import { leftoversOf } from './parts/take-down.ts';

/** The first start of Heddle on a fresh clone builds the console, too. */
const timeout = 1_200_000;

await labSuite('CSVs and their registrations on real parts', ['array', 'library', 'host'], () => {
  test('what is planned is held, a dead host is cleared, and nothing is left of it', { timeout }, async () => {
    const room = await openRoom('csvs');
    const table = createProofTable((line) => process.stderr.write(`lab: ${line}\n`));
    try {
      const fabric = await openFabric(room);
      const { api } = await startHeddle(room);
      await enrolFabric(api, fabric);
      await proveCsvs(table, { api, fabric });
    } finally {
      await room.close();
    }
    expect(table.lines.filter((line) => !line.held)).toEqual([]);
    expect(table.lines.length).toBe(6);
    expect(await leftoversOf(room.dir)).toEqual({ mounts: [], loops: [], processes: [] });
  });
});
