import { expect, test } from 'vitest';
import { GOLDEN_ID, sampleGolden, sampleSealedGolden } from '#domain/testing/sample-fabric.ts';
import { canUnseal, clonesOf, unsealChecks } from './can-unseal.ts';

const clone = (name: string, quarantinedUntil: string | null = null) => ({
  arrayId: 'array-1',
  parentUniqueId: GOLDEN_ID,
  name,
  quarantinedUntil,
});

test('a sealed golden LUN without clones may be opened', () => {
  expect(canUnseal(sampleSealedGolden())).toEqual({ allowed: true });
});

test('one that is open is not sealed', () => {
  expect(canUnseal(sampleGolden())).toMatchObject({ allowed: false, code: 'not_sealed' });
  expect(unsealChecks(sampleGolden())).toMatchObject({ done: true });
});

test('clones forbid it and are named, also those in quarantine', () => {
  const clones = [clone('web-1'), clone('web-2', '2026-02-01T00:00:00.000Z')];
  expect(canUnseal(sampleSealedGolden({ clones }))).toMatchObject({
    allowed: false,
    code: 'has_clones',
    sentence: 'A write to debian-12-golden would damage its 2 clones (1 in quarantine): web-1 and web-2.',
  });
});

test('clones of another LUN, or of the same id on another array, do not count', () => {
  const others = [
    { ...clone('a'), parentUniqueId: `${GOLDEN_ID}00` },
    { ...clone('b'), arrayId: 'array-2' },
  ];
  expect(clonesOf({ uniqueId: GOLDEN_ID, arrayId: 'array-1' }, others)).toEqual([]);
  expect(canUnseal(sampleSealedGolden({ clones: others }))).toEqual({ allowed: true });
});
