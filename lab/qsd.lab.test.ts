import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LibraryDriver } from '#agent/drivers/library-driver.ts';
import { createQsdDriver } from '#agent/drivers/qsd/create-qsd-driver.ts';
import { findDaemon } from '#agent/drivers/qsd/storage-daemon.ts';
import { endProcess } from '#agent/exec/process-table.ts';
import { run } from '#agent/exec/run.ts';
import { startDaemon } from '#agent/exec/start-daemon.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { type GrantingArray, openGrantingArray } from './parts/granting-array.ts';
import { labSuite } from './parts/lab-suite.ts';
import { leftoversOf } from './parts/take-down.ts';
import { buildVolumeImage } from './parts/volume-image.ts';

const initiator = 'iqn.2026-01.lab.library:qsd';

await labSuite('the qsd library server', ['array', 'library'], () => {
  let array: GrantingArray;
  let lun: LunValue;
  let stateDir: string;
  let library: LibraryDriver;
  const share = () => path.join(array.dir, 'share');
  const folder = () => path.join(share(), 'golden');
  const mounts = () => [{ path: folder(), driveLetter: null }];
  const open = (disk: object = {}) => {
    const { uniqueId, targetIqn, portal } = lun;
    const disks = [{ uniqueId, targetIqn, portal, onlineAtFirst: false, mounts: mounts(), ...disk }];
    const options = { name: 'Library', fqdn: 'library.lab', initiator, sharePath: share(), disks };
    return createQsdDriver(options, stateDir, 'qsd-1');
  };
  const online = (paths = mounts()) => library.onlineDisk({ uniqueId: lun.uniqueId, mounts: paths });
  const offline = () => library.offlineDisk({ uniqueId: lun.uniqueId });
  const read = () => library.readDisk(lun.uniqueId);
  const diskDir = () => path.join(stateDir, 'disks', lun.uniqueId);
  const refused = (code: string) => ({ refusal: { code } });
  const onMachine = async () => {
    const { mounts: points, loops, processes } = await leftoversOf(path.join(array.dir, 'library-state'));
    return points.length + loops.length + processes.length;
  };

  beforeAll(async () => {
    array = await openGrantingArray('qsd');
    lun = await array.makeGolden(await buildVolumeImage(array.dir), 2 ** 26);
    await array.grant(lun, initiator, 'read-write');
    stateDir = path.join(array.dir, 'library-state');
    await mkdir(stateDir, { mode: 0o700 });
    library = await open();
  });
  afterEach(async () => {
    await offline();
    expect(await onMachine()).toBe(0);
    await array.grant(lun, initiator, 'read-write');
  });
  afterAll(async () => {
    await library?.close();
    await array?.close();
  });

  test('a disk seen for the first time comes online where its options say, and is found again by the next agent', async () => {
    await library.close();
    stateDir = path.join(array.dir, 'library-state', 'second');
    await mkdir(stateDir);
    library = await open({ onlineAtFirst: true });
    const before = await read();
    expect(before).toMatchObject({ online: true, readOnly: false, mounts: mounts(), criticalFor: [] });
    const daemon = findDaemon(diskDir());
    await library.close();
    library = await open();
    expect(await read()).toEqual(before);
    expect(findDaemon(diskDir())).toEqual(daemon);
    await offline();
    await library.close();
    library = await open();
    expect(await read()).toMatchObject({ online: false, mounts: [] });
  });

  test('the inventory tells the virtual disk of the volume and what lies beside it, also when it is offline', async () => {
    await online();
    const told = { directory: folder(), file: 'volume.raw', format: 'raw', generalised: true, sizeBytes: 2 ** 26 };
    expect((await library.inventory()).virtualDisks).toEqual([expect.objectContaining({ ...told, otherFiles: 0 })]);
    await writeFile(path.join(folder(), 'driver.iso'), 'x');
    await offline();
    expect((await library.inventory()).virtualDisks).toEqual([expect.objectContaining({ ...told, otherFiles: 1 })]);
  });

  test('a read-only disk is mounted read-only, its files stay readable, writes are refused on both ways', async () => {
    await array.grant(lun, initiator, 'read-only');
    await online();
    expect(await read()).toMatchObject({ online: true, readOnly: true, mounts: mounts() });
    expect(await readdir(folder())).toContain('heddle-disk.json');
    await expect(writeFile(path.join(folder(), 'x'), '')).rejects.toMatchObject({ code: 'EROFS' });
    expect(await library.probeWrite({ uniqueId: lun.uniqueId })).toEqual({ write: 'denied', sense: '07/2700' });
  });

  test('what is online with an old access is brought online anew with the one granted now', async () => {
    await online();
    await array.grant(lun, initiator, 'read-only');
    await online();
    expect(await read()).toMatchObject({ online: true, readOnly: true });
  });

  test('a program that uses the volume is named, and nothing is changed', async () => {
    await online();
    const { identity } = await startDaemon(['sleep', '600'], {
      logFile: path.join(array.dir, 'user.log'),
      cwd: folder(),
    });
    try {
      await expect(offline()).rejects.toMatchObject({
        refusal: { code: 'in_use', details: { usedBy: expect.arrayContaining([`sleep (${identity.pid})`]) } },
      });
      expect(await read()).toMatchObject({ online: true, mounts: mounts() });
    } finally {
      await endProcess(identity, [['SIGKILL', 10_000]]);
    }
  });

  test('volumes are mounted below the share and nowhere else', async () => {
    await mkdir(share(), { recursive: true });
    await symlink(array.dir, path.join(share(), 'link')).catch(() => {});
    const outside = ['/mnt', path.join(array.dir, 'x'), `${share()}/../x`, path.join(share(), 'link', 'x'), share()];
    for (const one of outside) {
      const attempt = online([{ path: one, driveLetter: null }]);
      await expect(attempt, one).rejects.toMatchObject(refused('outside_share'));
      expect(await read()).toMatchObject({ online: false, mounts: [] });
      expect(await onMachine()).toBe(0);
    }
    expect(await readdir(array.dir)).not.toContain('x');
  });

  test('a disk whose storage daemon died is seen as offline, and both ways out work', async () => {
    await online();
    const kill = async () => {
      const daemon = findDaemon(diskDir());
      if (daemon) await endProcess(daemon.identity, [['SIGKILL', 10_000]]);
    };
    await kill();
    expect(await read()).toMatchObject({ online: false });
    await online();
    expect(await read()).toMatchObject({ online: true, mounts: mounts() });
    expect(await readdir(folder())).toContain('heddle-disk.json');
    await kill();
    await offline();
    expect(await read()).toMatchObject({ online: false, mounts: [] });
  });

  test('a mounted disk outlives a restart of tgtd', async () => {
    await online();
    await array.room.tgtd.restart();
    // Whoever polls the array makes it serve its LUNs again.
    await array.driver.readLuns([lun.uniqueId]);
    await writeFile(path.join(folder(), 'written-after'), 'x');
    await run(['sync', '-f', folder()], { deadlineMs: 120_000 });
    await rm(path.join(folder(), 'written-after'));
    expect(await read()).toMatchObject({ online: true, readOnly: false, mounts: mounts() });
  });

  test('looks at the inventory do not keep a disk from going offline', async () => {
    for (let round = 0; round < 5; round++) {
      await online();
      let done = false;
      const looks = (async () => {
        while (!done) await library.inventory();
      })();
      await offline().finally(() => {
        done = true;
      });
      await looks;
    }
  });

  test('a disk that others need is left alone, and it is said which call was refused', async () => {
    await online();
    await library.close();
    library = await open({ criticalFor: ['diskless-boot-client lab-07'] });
    const details = { usedBy: ['diskless-boot-client lab-07'] };
    await expect(offline()).rejects.toMatchObject({
      refusal: { code: 'critical_disk', details: { call: 'offline', ...details } },
    });
    await expect(online()).rejects.toMatchObject({
      refusal: { code: 'critical_disk', details: { call: 'online', ...details } },
    });
    expect(await read()).toMatchObject({ online: true, criticalFor: details.usedBy });
    await library.close();
    library = await open();
  });
});
