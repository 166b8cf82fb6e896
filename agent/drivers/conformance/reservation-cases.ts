import { expect, it } from 'vitest';
import { madeUpKeys } from './made-up-keys.ts';
import { makeSharedDisk, once } from './shared-disk-maker.ts';
import type { SharedDiskStand } from './shared-disk-stand.ts';

/** Who holds a LUN, and what may be taken from whom. */
export const reservationCases = (stand: SharedDiskStand) => {
  holdCases(stand);
  preemptCases(stand);
  arrayPreemptCases(stand);
};

const holdCases = (stand: SharedDiskStand) => {
  it('reserves for one host, and for another when it is free again', async () => {
    const [one, other] = stand.hosts();
    const disk = await makeSharedDisk(stand);
    expect((await one.bench.refusal(disk.reserve())).code).toBe('not_attached');
    for (const { bench } of [one, other]) await bench.does(disk.attach);
    for (const _again of [1, 2]) await one.bench.does(disk.reserve());
    const held = await disk.holder();
    expect(held).toMatchObject({ type: 5 });
    expect(one.keys).toContain(held?.key);
    expect((await disk.seenBy(other))?.holder).toEqual(held);
    expect(await other.bench.refusal(disk.reserve())).toMatchObject({
      code: 'reservation_held',
      details: { holder: held },
    });
    await other.bench.does(disk.release); // not its own: nothing to do
    expect(await disk.holder()).toEqual(held);
    for (const _again of [1, 2]) await one.bench.does(disk.release);
    expect(await disk.holder()).toBeNull();
    await other.bench.does(disk.reserve());
    expect(other.keys).toContain((await disk.holder())?.key);
    await other.bench.does(disk.detach);
    expect(await disk.holder()).toBeNull();
    expect(await disk.registered()).toEqual(once(one.keys));
    await disk.end();
  });
};

/** The other host's agent is down while its keys are taken: a living one would be right to register again. */
const preemptCases = (stand: SharedDiskStand) => {
  it('takes exactly the keys that are named, and the reservation with them', async () => {
    const [one, other] = stand.hosts();
    const disk = await makeSharedDisk(stand);
    expect((await one.bench.refusal(disk.preempt(other.keys))).code).toBe('not_attached');
    for (const { bench } of [one, other]) await bench.does(disk.attach);
    await other.bench.does(disk.reserve());
    expect((await one.bench.refusal(disk.preempt(one.keys.slice(0, 1)))).code).toBe('own_key');
    await other.bench.down();
    const held = await disk.holder();
    const spared = other.keys.filter((key) => key !== held?.key);
    expect(await disk.registered()).toEqual(once(one.keys, other.keys));

    expect(await one.bench.does(disk.preempt([held?.key ?? '']))).toEqual({ preempted: [held?.key] });
    expect(await disk.registered()).toEqual(once(one.keys, spared));
    const taken = await disk.holder();
    expect(taken?.type).toBe(5);
    expect(one.keys).toContain(taken?.key);
    expect(await one.bench.does(disk.preempt(madeUpKeys(1)))).toEqual({ preempted: [] });
    expect(await disk.registered()).toEqual(once(one.keys, spared));

    await other.bench.up();
    await other.bench.does(disk.attach);
    expect(await disk.registered()).toEqual(once(one.keys, other.keys));
    await disk.end();
  });
};

const arrayPreemptCases = (stand: SharedDiskStand) => {
  it('has the array take what no host can, and nothing else', async () => {
    const array = stand.array();
    const [one, other] = stand.hosts();
    const disk = await makeSharedDisk(stand);
    for (const { bench } of [one, other]) await bench.does(disk.attach);
    await other.bench.does(disk.reserve());
    await other.bench.down();
    const act = disk.ofArray('preempt', other.keys);
    const { preempted } = await array.does(act);
    expect([...(preempted as string[])].sort()).toEqual([...other.keys].sort());
    expect(await array.does(act)).toEqual({ preempted: [] });
    expect((await disk.lun()).registrations).toMatchObject({
      registrants: Object.fromEntries(one.keys.map((key) => [key, { registered: 1, admitted: true }])),
      holder: null,
    });
    expect(await disk.registered()).toEqual(once(one.keys));
    await array.does(disk.ofArray('admit', other.keys));
    await other.bench.up();
    await other.bench.does(disk.attach);
    expect(await disk.registered()).toEqual(once(one.keys, other.keys));
    await disk.end();
  });
};
