import { expect, it } from 'vitest';
import { madeUpKeys } from './made-up-keys.ts';
import { makeSharedDisk, once } from './shared-disk-maker.ts';
import type { SharedDiskStand } from './shared-disk-stand.ts';

/** Hosts that come to a LUN and leave it. */
export const attachCases = (stand: SharedDiskStand) => {
  journeyCases(stand);
  refusalCases(stand);
  useCases(stand);
};

const journeyCases = (stand: SharedDiskStand) => {
  it('registers the key of every channel once, and leaves none behind', async () => {
    const array = stand.array();
    const [one, other] = stand.hosts();
    const disk = await makeSharedDisk(stand);
    expect(await disk.seenBy(one)).toBeNull();
    for (const _again of [1, 2]) await one.bench.does(disk.attach);
    expect(await disk.seenBy(one)).toEqual({
      uniqueId: disk.uniqueId,
      online: true,
      sizeBytes: (await disk.lun()).sizeBytes,
      channels: one.keys.map((key, channel) => ({ channel, key, connected: true, registered: true })),
      registrants: once(one.keys),
      holder: null,
    });
    expect(await disk.registered()).toEqual(once(one.keys));
    await array.does(disk.ofArray('confirm', one.keys));
    const missing = await array.failure(disk.ofArray('confirm', disk.keys));
    expect(missing.code).toBe('registrations_missing');
    for (const key of other.keys) expect(JSON.stringify(missing)).toContain(key);

    await other.bench.does(disk.attach);
    await array.does(disk.ofArray('confirm', disk.keys));
    expect((await disk.seenBy(one))?.registrants).toEqual(once(one.keys, other.keys));
    expect((await disk.lun()).sessions.sort()).toEqual([one.initiator, other.initiator].sort());
    for (const host of [one, other]) {
      const inventory = await host.bench.inventory();
      if (inventory.kind !== 'host') throw new Error('It is no host.');
      expect(inventory.sharedDisks).toEqual([await disk.seenBy(host)]);
    }

    expect((await array.refusal(disk.ofArray('dismiss', one.keys))).code).toBe('in_use');
    for (const _again of [1, 2]) await one.bench.does(disk.detach);
    expect(await disk.seenBy(one)).toBeNull();
    expect(await disk.registered()).toEqual(once(other.keys));
    expect((await disk.lun()).sessions).toEqual([other.initiator]);
    for (const _again of [1, 2]) await array.does(disk.ofArray('dismiss', one.keys));
    await other.bench.does(disk.detach);
    expect(await disk.registered()).toEqual({});
    await disk.end();
  });
};

const refusalCases = (stand: SharedDiskStand) => {
  it('lets no host in that the LUN is not masked to', async () => {
    const [one, other] = stand.hosts();
    const disk = await makeSharedDisk(stand, [one]);
    expect((await other.bench.refusal(disk.attach)).code).toBe('access_denied');
    expect(await disk.seenBy(other)).toBeNull();
    expect(await disk.registered()).toEqual({});
    await disk.end();
  });

  it('takes back what was registered when the array refuses one more', async ({ skip }) => {
    if (!stand.rig().refusesRegistrations) return skip('The array itself has no limit.');
    const array = stand.array();
    const [one, other] = stand.hosts();
    const disk = await makeSharedDisk(stand, [one, other]);
    const inventory = await array.inventory();
    const limit = inventory.kind === 'array' ? inventory.capabilities.registrationLimit : null;
    if (limit?.scope !== 'lun') throw new Error('The array of the rig states no limit for a LUN.');
    // Room for the first channel of the other host alone.
    await array.does(disk.ofArray('dismiss', other.keys));
    const filling = madeUpKeys(limit.value - one.keys.length - 1);
    await array.does(disk.ofArray('admit', filling));
    expect(await other.bench.refusal(disk.attach)).toMatchObject({
      code: 'insufficient_registration_resources',
      details: { sense: '05/55/04' },
    });
    expect(await disk.seenBy(other)).toBeNull();
    expect(await disk.registered()).toEqual({});
    expect((await disk.lun()).sessions).toEqual([]);
    await one.bench.does(disk.attach);
    expect(await disk.registered()).toEqual(once(one.keys));
    await array.does(disk.ofArray('dismiss', filling));
    await disk.end();
  });
};

const useCases = (stand: SharedDiskStand) => {
  it('leaves no LUN that holds a disk of a VM', async () => {
    const [{ bench }] = stand.hosts();
    const disk = await makeSharedDisk(stand);
    await bench.does(disk.attach);
    const name = `vm-${disk.uniqueId.slice(0, 8)}`;
    const vm = { key: name, name, hostname: name, cpus: 1, memoryBytes: 2 ** 28, disks: [disk.attach.params] };
    await bench.does({ operation: 'vm.create', params: vm });
    expect(await bench.refusal(disk.detach)).toMatchObject({ code: 'in_use', details: { usedBy: [name] } });
    await bench.does({ operation: 'vm.delete', params: { key: name } });
    await disk.end();
  });
};
