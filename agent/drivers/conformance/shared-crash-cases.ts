import { expect, it } from 'vitest';
import { freshId } from './agent-client.ts';
import { makeSharedDisk, once } from './shared-disk-maker.ts';
import type { SharedDiskStand } from './shared-disk-stand.ts';

/** However often agents and target die, every key is registered once. */
export const sharedCrashCases = (stand: SharedDiskStand) => {
  hostCrashCases(stand);
  arrayCrashCases(stand);
};

const hostCrashCases = (stand: SharedDiskStand) => {
  it('registers every key once when the host is killed while it registers', async () => {
    const [one, other] = stand.hosts();
    const disk = await makeSharedDisk(stand);
    await other.bench.does(disk.attach);
    const sent = { ...disk.attach, id: freshId(), jobId: freshId() };
    const cut = one.bench.put(sent).catch(() => 'cut off');
    const count = async () => Object.keys(await disk.registered()).length;
    await expect.poll(count, { interval: 10, timeout: 30_000 }).toBeGreaterThan(other.keys.length);
    await one.bench.crash();
    await cut;
    expect((await one.bench.put(sent)).result.outcome).toBe('done');
    expect(await disk.registered()).toEqual(once(one.keys, other.keys));
    await one.bench.does({ ...disk.detach, jobId: sent.jobId, undoes: sent.id });
    expect((await one.bench.put(sent)).status).toBe(409);
    expect(await disk.registered()).toEqual(once(other.keys));
    await disk.end();
  });

  it('has a killed host back with every key once', async () => {
    const [one, other] = stand.hosts();
    const disk = await makeSharedDisk(stand);
    for (const { bench } of [one, other]) await bench.does(disk.attach);
    await one.bench.does(disk.reserve());
    for (const _again of [1, 2, 3]) {
      await one.bench.crash();
      await one.bench.does(disk.attach);
      expect(await disk.registered()).toEqual(once(one.keys, other.keys));
    }
    expect(one.keys).toContain((await disk.holder())?.key);
    await disk.end();
  });
};

const arrayCrashCases = (stand: SharedDiskStand) => {
  it('keeps registrations and reservation when the agent of the array is killed', async () => {
    const [one, other] = stand.hosts();
    const disk = await makeSharedDisk(stand);
    for (const { bench } of [one, other]) await bench.does(disk.attach);
    await other.bench.does(disk.reserve());
    const before = (await disk.lun()).registrations;
    await stand.array().crash();
    expect((await disk.lun()).registrations).toEqual(before);
    await disk.end();
  });

  it('has every key back by itself after a restart of the target', async ({ skip }) => {
    const { restartTarget } = stand.rig();
    if (!restartTarget) return skip('The rig cannot restart the target.');
    const [one, other] = stand.hosts();
    const disk = await makeSharedDisk(stand);
    for (const { bench } of [one, other]) await bench.does(disk.attach);
    await one.bench.does(disk.reserve());
    await restartTarget();
    await expect.poll(disk.registered, { timeout: 60_000 }).toEqual(once(one.keys, other.keys));
    expect((await disk.lun()).registrations).toMatchObject({ lostAt: null, holder: null });
    await disk.end();
  });
};
