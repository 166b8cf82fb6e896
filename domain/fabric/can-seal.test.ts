import { expect, test } from 'vitest';
import {
  sampleDisk,
  sampleGolden,
  sampleMaskingSet,
  sampleSealedGolden,
  sampleServer,
} from '#domain/testing/sample-fabric.ts';
import { canSeal, sealChecks } from './can-seal.ts';

test('an open golden LUN may be sealed', () => {
  expect(canSeal(sampleGolden())).toEqual({ allowed: true });
});

test('a sealed one is sealed already, whoever else can read it', () => {
  expect(canSeal(sampleSealedGolden())).toMatchObject({ allowed: false, code: 'already_sealed' });
  const readByOthers = sampleMaskingSet({ initiators: ['iqn.2026-01.lab:lib-1', 'iqn.2026-01.lab:hv-1'] });
  expect(sealChecks(sampleSealedGolden({ maskingSets: [readByOthers] }))).toMatchObject({ done: true });
});

test('read-only at the array but not on the library server is not sealed yet', () => {
  expect(sealChecks(sampleSealedGolden({ disks: [sampleDisk({ readOnly: false })] })).done).toBe(false);
});

test('a broken link says nothing of what is behind it; a whole chain tells everything that is wrong', () => {
  const broken = sealChecks(sampleGolden({ disks: [], libraryServer: sampleServer({ reachable: false }) }));
  expect(broken).toMatchObject({ at: null });
  expect(broken.checks.filter((check) => check.state === 'refused').map((check) => check.code)).toEqual([
    'no_matching_mount',
  ]);
  const wrong = sealChecks(
    sampleGolden({ libraryServer: sampleServer({ reachable: false }), disks: [sampleDisk({ criticalFor: ['boot'] })] }),
  );
  expect(wrong.at).toBeNull();
  expect(wrong.checks.filter((check) => check.state === 'refused').map((check) => check.code)).toEqual([
    'library_unreachable',
    'critical_disk',
  ]);
});
