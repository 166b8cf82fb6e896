import { describe, expect, it } from 'vitest';
import type { Asked } from './agent-client.ts';
import { freshUniqueId, type LunMaker } from './lun-maker.ts';
import { madeUpKeys } from './made-up-keys.ts';
import type { ArrayRig } from './rig.ts';
import type { Stand } from './stand.ts';

const asked =
  (operation: string) =>
  (uniqueId: string, keys: string[]): Asked => ({
    operation: `registrations.${operation}`,
    params: { uniqueId, keys },
  });
const [admit, dismiss, confirm, preempt] = ['admit', 'dismiss', 'confirm', 'preempt'].map(asked) as [
  ReturnType<typeof asked>,
  ReturnType<typeof asked>,
  ReturnType<typeof asked>,
  ReturnType<typeof asked>,
];
const probe = (uniqueId: string, ceiling: number) => ({
  operation: 'registrations.probe',
  params: { uniqueId, ceiling },
});

/** Room for registrations, as far as an array shows it without hosts; an array that reports none must say so. */
export const registrationCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  describe('with registrations', () => {
    roomCases(stand, make);
    limitCases(stand, make);
    absenceCases(stand, make);
    probeCases(stand, make);
  });
};

const capabilitiesOf = async (stand: Stand<ArrayRig>) => {
  const inventory = await stand.bench().inventory();
  if (inventory.kind !== 'array') throw new Error('It is no array.');
  return inventory.capabilities;
};

/** A new CSV; null when the array reports no registrations, which it must then say of every act on them. */
const csvOf = async (stand: Stand<ArrayRig>, make: LunMaker): Promise<string | null> => {
  const { uniqueId, registrations } = await make.lun('csv');
  if (registrations !== null) return uniqueId;
  const acts = [...[admit, dismiss, confirm, preempt].map((act) => act(uniqueId, madeUpKeys(1))), probe(uniqueId, 1)];
  for (const act of acts) expect((await stand.bench().refusal(act)).code).toBe('unsupported');
  await make.destroy(uniqueId);
  return null;
};

const roomCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  it('makes room for a key once, and gives it back', async () => {
    const bench = stand.bench();
    const csv = await csvOf(stand, make);
    if (!csv) return;
    const [one = '', two = '', three = ''] = madeUpKeys(3);
    const room = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, { registered: 0, admitted: true }]));
    const registrants = async () => (await make.read(csv)).registrations?.registrants;
    expect(await registrants()).toEqual({});
    for (const _again of [1, 2]) await bench.does(admit(csv, [one, two]));
    await bench.does(admit(csv, [two, three]));
    expect(await registrants()).toEqual(room(one, two, three));
    await bench.crash();
    expect(await registrants()).toEqual(room(one, two, three));
    for (const _again of [1, 2]) await bench.does(dismiss(csv, [one, three]));
    expect(await registrants()).toEqual(room(two));
    expect(await bench.does(preempt(csv, [one, two]))).toEqual({ preempted: [] });
    expect(await registrants()).toEqual({});
    await make.destroy(csv);
  });

  it('says in its inventory what a read says of registrations', async () => {
    const bench = stand.bench();
    const csv = await csvOf(stand, make);
    if (!csv) return;
    await bench.does(admit(csv, madeUpKeys(2)));
    const inventory = await bench.inventory();
    if (inventory.kind !== 'array') throw new Error('It is no array.');
    expect(inventory.luns.find(({ uniqueId }) => uniqueId === csv)).toEqual(await make.read(csv));
    await bench.does(dismiss(csv, madeUpKeys(2)));
    await make.destroy(csv);
  });
};

const limitCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  it('refuses room beyond the limit it states, and changes nothing', async ({ skip }) => {
    const bench = stand.bench();
    const limit = (await capabilitiesOf(stand)).registrationLimit;
    if (!limit) return skip('It states no limit.');
    const csv = await csvOf(stand, make);
    if (!csv) return;
    const before = await make.read(csv);
    const refusal = await bench.refusal(admit(csv, madeUpKeys(limit.value + 1)));
    expect(refusal).toMatchObject({
      code: 'insufficient_registration_resources',
      details: { sense: '05/55/04', limit: limit.value, scope: limit.scope, used: 0, wanted: limit.value + 1 },
    });
    expect(await make.read(csv)).toEqual(before);
    await bench.does(admit(csv, madeUpKeys(limit.value)));
    await bench.does(dismiss(csv, madeUpKeys(limit.value)));
    await make.destroy(csv);
  });

  it('lets one of two in that have room for one alone', async ({ skip }) => {
    const bench = stand.bench();
    const limit = (await capabilitiesOf(stand)).registrationLimit;
    if (!limit) return skip('It states no limit.');
    const csv = await csvOf(stand, make);
    if (!csv) return;
    const [last = '', ...others] = madeUpKeys(limit.value + 1);
    const results = await bench.batch([admit(csv, others), admit(csv, [last])]);
    expect(results.map(({ result }) => result.outcome).sort()).toEqual(['done', 'refused']);
    await bench.does(dismiss(csv, [last, ...others].slice(0, limit.value)));
    await bench.does(dismiss(csv, others.slice(-1)));
    await make.destroy(csv);
  });
};

const absenceCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  it('knows keys that nobody has registered', async () => {
    const bench = stand.bench();
    const csv = await csvOf(stand, make);
    if (!csv) return;
    const [one = ''] = madeUpKeys(1);
    await bench.does(admit(csv, [one]));
    const failure = await bench.failure(confirm(csv, [one]));
    expect(failure.code).toBe('registrations_missing');
    expect(JSON.stringify(failure)).toContain(one);
    await bench.does(dismiss(csv, [one]));
    expect((await bench.refusal(admit(freshUniqueId(), [one]))).code).toBe('not_found');
    await bench.does(dismiss(freshUniqueId(), [one]));
    await make.destroy(csv);
  });
};

const probeCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  it('counts on a scratch LUN what it holds, where it is marked for that, and leaves nothing', async () => {
    const bench = stand.bench();
    const csv = await csvOf(stand, make);
    if (!csv) return;
    await make.destroy(csv);
    const { uniqueId } = await make.lun();
    const { registrationProbe } = await capabilitiesOf(stand);
    if (!registrationProbe) expect((await bench.refusal(probe(uniqueId, 4))).code).toBe('not_marked');
    else {
      expect(await bench.does(probe(uniqueId, 4))).toEqual({ registered: 4, refusedWith: null });
      expect((await make.read(uniqueId)).registrations?.registrants ?? {}).toEqual({});
    }
    await make.destroy(uniqueId);
  });
};
