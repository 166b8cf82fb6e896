import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Advice } from './advice.ts';
import { advise } from './advisor.ts';
import type { AdvisorCsv, AdvisorInput, AdvisorVm } from './advisor-input.ts';
import { madeCsv as csv, madeVm as vm } from './made-inventory.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const of = (input: AdvisorInput): Advice => {
  const outcome = advise(input);
  if (!outcome.ok) throw new Error(outcome.refusals.map((refusal) => refusal.sentence).join(' '));
  return outcome.value;
};
const small = { clusters: ['k'], classes: ['n', 'h'], csvs: 4, vms: 6 };
const large = { clusters: ['k', 'q'], classes: ['n', 'h'], csvs: 14, vms: 40 };

function inventory(of: typeof small): fc.Arbitrary<AdvisorInput> {
  const csvs = fc.array(
    fc.record({
      clusterId: fc.constantFrom(...of.clusters),
      backupPolicy: fc.constantFrom(...of.classes),
      sizeBytes: fc.integer({ min: 50, max: 1000 }),
      otherBytes: fc.constantFrom(0, 0, 0, 20),
      group: fc.constantFrom(null, 'g0', 'g1'),
      exists: fc.constantFrom(true, true, true, false),
    }),
    { minLength: 1, maxLength: of.csvs },
  );
  const vms = fc.array(
    fc.record({
      on: fc.nat(99),
      also: fc.option(fc.nat(99), { freq: 5 }),
      sizeBytes: fc.integer({ min: 1, max: 300 }),
      wrong: fc.constantFrom(false, false, false, false, true),
      iops: fc.option(fc.nat(100)),
      movable: fc.constantFrom(true, true, true, true, false),
    }),
    { maxLength: of.vms },
  );
  const rules = fc.array(fc.uniqueArray(fc.nat(of.vms - 1), { maxLength: 3 }), { maxLength: 3 });
  return fc
    .record({
      csvs,
      vms,
      rules,
      bounds: fc.tuple(fc.option(fc.nat(400)), fc.option(fc.nat(400))),
      reservePercent: fc.constantFrom(0, 10, 25),
    })
    .map(({ csvs: some, vms: many, rules: sets, bounds, reservePercent }) => {
      const made = some.map((given, at) => {
        const exists = at === 0 || given.exists;
        return csv(`c${at}`, { ...given, exists, otherBytes: exists ? given.otherBytes : 0, diskGroupId: given.group });
      });
      const real = made.filter((given) => given.exists);
      const placed = many.map((given, at) => {
        const home = real[given.on % real.length] as AdvisorCsv;
        const near = real.filter((other) => other.clusterId === home.clusterId);
        const second = given.also === null ? null : (near[given.also % near.length] as AdvisorCsv);
        const disks = [home, second].flatMap((target) =>
          target ? [{ csvId: target.id, sizeBytes: given.sizeBytes }] : [],
        );
        return vm(`v${at}`, home.id, 0, { ...given, backupPolicy: given.wrong ? 'h' : home.backupPolicy, disks });
      });
      const apart = sets.map((set, at) => ({
        name: `r${at}`,
        vmIds: set.filter((position) => position < placed.length).map((position) => `v${position}`),
      }));
      return {
        csvs: made,
        vms: placed,
        diskGroups: bounds.map((iops, at) => ({ id: `g${at}`, iops })),
        apart,
        reservePercent,
        copyMegabytesPerSecond: 100,
      };
    });
}

/** Plays the moves on a plain model of its own and checks every step. */
function replay(input: AdvisorInput, advice: Advice) {
  const at = new Map(input.vms.map((v) => [v.id, v.disks.map((disk) => ({ ...disk }))]));
  const csvOf = new Map(input.csvs.map((c) => [c.id, c]));
  const used = (id: string) =>
    (csvOf.get(id)?.otherBytes ?? 0) +
    [...at.values()].flat().reduce((sum, disk) => sum + (disk.csvId === id ? disk.sizeBytes : 0), 0);
  for (const move of advice.moves) {
    const vmOf = input.vms.find((v) => v.id === move.vmId) as AdvisorVm;
    const disks = at.get(move.vmId) ?? [];
    const target = csvOf.get(move.toCsvId) as AdvisorCsv;
    expect([...new Set(disks.map((disk) => disk.csvId))].toSorted()).toEqual([...move.fromCsvIds].toSorted());
    expect(vmOf.movable).toBe(true);
    expect([target.backupPolicy, target.drPolicy]).toEqual([vmOf.backupPolicy, vmOf.drPolicy]);
    expect(target.clusterId).toBe(csvOf.get(disks[0]?.csvId ?? '')?.clusterId);
    expect(move.copyBytes).toBe(
      disks.reduce((sum, disk) => (disk.csvId === target.id ? sum : sum + disk.sizeBytes), 0),
    );
    for (const disk of disks) disk.csvId = target.id;
    // Back at home, with nothing else come in, a VM may be above the reserve as it was before.
    const returned = vmOf.disks.every((disk) => disk.csvId === target.id);
    if (!returned)
      expect(used(target.id)).toBeLessThanOrEqual(Math.floor((target.sizeBytes * (100 - input.reservePercent)) / 100));
    for (const rule of input.apart)
      if (rule.vmIds.includes(move.vmId))
        for (const rival of rule.vmIds)
          if (rival !== move.vmId) expect((at.get(rival) ?? []).map((disk) => disk.csvId)).not.toContain(target.id);
  }
  return { at, used };
}

function check(input: AdvisorInput, advice: Advice) {
  const { at, used } = replay(input, advice);
  const lives = new Set([...at.values()].flat().map((disk) => disk.csvId));
  const kept = input.csvs.filter((c) => lives.has(c.id) || c.otherBytes > 0);
  expect(advice.keep.map((k) => k.csvId)).toEqual(kept.map((c) => c.id));
  for (const k of advice.keep) expect(k.usedBytes).toBe(used(k.csvId));
  expect(advice.after).toMatchObject({
    csvs: kept.length,
    registrations: kept.reduce((sum, c) => sum + c.registrations, 0),
  });
  expect(advice.retire.map((gone) => gone.csvId)).toEqual(
    input.csvs.filter((c) => c.exists && !kept.includes(c)).map((c) => c.id),
  );
  const classOf = (id: string) => input.csvs.find((c) => c.id === id)?.backupPolicy;
  const wrong = input.vms.filter((v) => (at.get(v.id) ?? []).some((disk) => classOf(disk.csvId) !== v.backupPolicy));
  const meet = (a: string, b: string) =>
    (at.get(a) ?? []).some((x) => (at.get(b) ?? []).some((y) => x.csvId === y.csvId));
  const rivals = input.apart.flatMap(({ vmIds }) => vmIds.filter((a) => vmIds.some((b) => a !== b && meet(a, b))));
  const blocked = new Set(advice.blocked.map((b) => b.vmId));
  for (const v of wrong) expect(blocked).toContain(v.id);
  for (const id of rivals)
    if (
      !input.apart.some(({ vmIds }) =>
        vmIds.some((other) => other !== id && vmIds.includes(id) && meet(id, other) && blocked.has(other)),
      )
    )
      expect(blocked).toContain(id);
  for (const group of input.diskGroups) {
    const load = (place: (v: AdvisorVm) => string | undefined) =>
      input.vms.reduce((sum, v) => (csvGroup(place(v)) === group.id ? sum + (v.iops ?? 0) : sum), 0);
    const csvGroup = (id: string | undefined) => input.csvs.find((c) => c.id === id)?.diskGroupId;
    if (group.iops !== null)
      expect(load((v) => at.get(v.id)?.[0]?.csvId)).toBeLessThanOrEqual(
        Math.max(
          group.iops,
          load((v) => v.disks[0]?.csvId),
        ),
      );
  }
}

test('every step has room, every VM ends where it may be, and first-fit decreasing is never better', () => {
  fc.assert(
    fc.property(fc.oneof(inventory(small), inventory(large)), (input) => {
      const advice = of(input);
      check(input, advice);
      const ffd = advice.firstFitDecreasing;
      if (ffd) expect(advice.after.csvs).toBeLessThanOrEqual(ffd.csvs);
      if (ffd && advice.after.csvs === ffd.csvs) expect(advice.moves.length).toBeLessThanOrEqual(ffd.moves);
    }),
    { numRuns: 200 },
  );
});

test('what it says is proven is proven: no placement at all uses fewer CSVs', () => {
  fc.assert(
    fc.property(inventory({ ...small, vms: 5 }), (input) => {
      const advice = of(input);
      fc.pre(advice.blocked.length === 0);
      const bound = advice.classes.reduce((sum, one) => sum + one.lowerBound, 0);
      expect(fewestByBruteForce(input)).toBeGreaterThanOrEqual(bound);
    }),
    { numRuns: 100 },
  );
});

/** Every VM on every CSV, the constraints checked at the end. */
function fewestByBruteForce(input: AdvisorInput): number {
  const spansGroups = (v: AdvisorVm) =>
    new Set(v.disks.map((disk) => input.csvs.find((c) => c.id === disk.csvId)?.diskGroupId)).size > 1;
  const free = input.vms.filter((v) => v.movable && !spansGroups(v));
  const still = input.vms.filter((v) => !free.includes(v));
  let fewest = Number.POSITIVE_INFINITY;
  const places = input.csvs.map((c) => c.id);
  const tryAll = (depth: number, at: Map<string, string>) => {
    if (depth < free.length) {
      for (const place of places) tryAll(depth + 1, new Map(at).set((free[depth] as AdvisorVm).id, place));
      return;
    }
    const csvs = input.csvs.map((c) => {
      const stays = still.flatMap((v) => v.disks).filter((disk) => disk.csvId === c.id);
      const comes = free.filter((v) => at.get(v.id) === c.id);
      const load =
        c.otherBytes +
        stays.reduce((sum, disk) => sum + disk.sizeBytes, 0) +
        comes.flatMap((v) => v.disks).reduce((sum, disk) => sum + disk.sizeBytes, 0);
      const arrives = comes.some((v) => v.disks.some((disk) => disk.csvId !== c.id));
      const fits = !arrives || load <= Math.floor((c.sizeBytes * (100 - input.reservePercent)) / 100);
      const here = new Set(
        [...still.filter((v) => v.disks.some((disk) => disk.csvId === c.id)), ...comes].map((v) => v.id),
      );
      const apart = input.apart.every(({ vmIds }) => vmIds.filter((id) => here.has(id)).length <= 1);
      const right = apart && comes.every((v) => v.backupPolicy === c.backupPolicy);
      return { fits: fits && right, used: c.otherBytes > 0 || stays.length + comes.length > 0 };
    });
    if (csvs.every((c) => c.fits)) fewest = Math.min(fewest, csvs.filter((c) => c.used).length);
  };
  tryAll(0, new Map());
  return fewest;
}
