import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createTgtd } from '#agent/drivers/tgt/tgtd.ts';
import { endProcess } from '#agent/exec/process-table.ts';
import { run } from '#agent/exec/run.ts';
import { startDaemon } from '#agent/exec/start-daemon.ts';
import { expectedParts } from './parts/expected-parts.ts';
import { openGrantingArray } from './parts/granting-array.ts';
import { labSuite } from './parts/lab-suite.ts';
import { lookAtParts } from './parts/seen-parts.ts';

await labSuite('a look at the parts', ['array'], () => {
  test('shows what an array tells of, and whatever else is there', async () => {
    const array = await openGrantingArray('seen');
    const { room, driver } = array;
    const tgtd = createTgtd(room.tgtd.socket);
    const image = path.join(room.dir, 'stray.raw');
    const stray = path.join(room.poolDir, 'stray.lun');
    const strays: Record<string, () => Promise<() => Promise<unknown>>> = {
      files: async () => {
        await writeFile(stray, '');
        return () => rm(stray);
      },
      targets: async () => {
        await tgtd.createTarget(900, 'iqn.2030-01.test:stray');
        return () => tgtd.deleteTarget(900);
      },
      mounts: async () => {
        await mkdir(path.join(room.dir, 'mnt'));
        await run(['mount', '-t', 'tmpfs', 'none', path.join(room.dir, 'mnt')]);
        return () => run(['umount', path.join(room.dir, 'mnt')]);
      },
      loops: async () => {
        const { stdout } = await run(['losetup', '--find', '--show', image]);
        return () => run(['losetup', '-d', stdout.trim()]);
      },
      programs: async () => {
        const argv = [process.execPath, '-e', 'setInterval(() => {}, 1000)', '--', '-pidfile', `${room.dir}/x.pid`];
        const { identity } = await startDaemon(['env', ...argv], { logFile: path.join(room.dir, 'x.log') });
        return () => endProcess(identity, [['SIGKILL', 10_000]]);
      },
    };
    try {
      await writeFile(image, Buffer.alloc(2 ** 20));
      const named = { uniqueId: 'ab'.repeat(16), name: 'one', pool: room.options.poolName, kind: 'data' as const };
      const lun = await driver.createLun({ ...named, sizeBytes: 2 ** 20 });
      await array.grant(lun, 'iqn.2030-01.test:friend', 'read-only');
      const told = expectedParts(room, () => room.dir, [await driver.inventory()]);
      expect(told.targets).toContainEqual(
        expect.objectContaining({ access: 'ro', initiators: ['iqn.2030-01.test:friend'] }),
      );
      expect(await lookAtParts(room)).toEqual(told);
      for (const [kind, appear] of Object.entries(strays)) {
        const vanish = await appear();
        const partOf = async () => (await lookAtParts(room))[kind as keyof typeof told];
        await expect.poll(partOf, { message: kind, timeout: 60_000 }).not.toEqual(told[kind as keyof typeof told]);
        await vanish();
        expect(await lookAtParts(room), kind).toEqual(told);
      }
    } finally {
      await array.close();
    }
  });
});
