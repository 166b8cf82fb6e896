import { describe, expect, test } from 'vitest';
import { seenVm } from '#test/observed-fabric.ts';
import { hostSet, librarySet, plannableFabric, seenGolden } from '#test/plannable-fabric.ts';
import { recheckJob } from './recheck-plan.ts';

const { db, poll, templateId, plan, cloneInput, runningJob } = plannableFabric();

describe('the hash', () => {
  test('the same for the same plan of an unchanged fabric, whatever moves all the time', async () => {
    const input = await cloneInput();
    const first = await plan('clone-vms', input);
    await db().pool.updateMany({ data: { usedBytes: 5n } });
    await poll({
      luns: [{ ...seenGolden('read-only'), usedBytes: 1, sessions: ['iqn.2030-01.test:library-1'] }],
      vms: [seenVm({ disks: [{ uniqueId: 'ffffffff', sizeBytes: null }] })],
    });
    const again = await plan('clone-vms', input, { newIds: first.newIds, now: new Date() });
    expect(again.inventoryHash).toBe(first.inventoryHash);
    expect(again.newIds).toEqual(first.newIds);
    expect((await plan('clone-vms', input)).newIds).not.toEqual(first.newIds);
  });

  test('another when access, masking, a mount, a host or a setting has changed', async () => {
    const input = await cloneInput();
    const { inventoryHash } = await plan('clone-vms', input);
    const changes: (() => Promise<unknown>)[] = [
      () => poll({ readOnly: false }),
      () => poll({ luns: [seenGolden('read-write')] }),
      () =>
        poll({
          array: {
            maskingSets: [librarySet, { ...hostSet, initiators: ['iqn.2030-01.test:host-1', 'iqn.2030-01.test:x'] }],
          },
        }),
      () => db().libraryDisk.updateMany({ data: { mounts: [{ path: '/library/golden/', driveLetter: 'G' }] } }),
      () => db().host.updateMany({ where: { name: 'Host 2' }, data: { initiators: ['iqn.2030-01.test:new'] } }),
      () => db().template.updateMany({ data: { cpus: 4 } }),
    ];
    for (const change of changes) {
      await change();
      expect((await plan('clone-vms', input)).inventoryHash).not.toBe(inventoryHash);
      await db().template.updateMany({ data: { cpus: 2 } });
      await poll();
      expect((await plan('clone-vms', input)).inventoryHash).toBe(inventoryHash);
    }
  });

  test('a job that waited learns that its plan is stale, or refused', async () => {
    await poll({ luns: [seenGolden('read-write')], readOnly: false });
    const { stored, job } = await runningJob('seal-golden', { templateId: await templateId() }, 'Seal');
    expect(await recheckJob(db(), stored.id, job.id)).toBeNull();
    await poll();
    expect(await recheckJob(db(), stored.id, job.id)).toMatchObject({ code: 'plan_stale' });
    await db().libraryDisk.deleteMany();
    expect(await recheckJob(db(), stored.id, job.id)).toMatchObject({
      code: 'plan_refused',
      sentence: expect.stringContaining('No mount on Library 1'),
    });
  });
});
