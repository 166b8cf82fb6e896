import { expect, test } from 'vitest';
import {
  GOLDEN_ID,
  sampleArray,
  sampleDisk,
  sampleGolden,
  sampleLun,
  sampleMaskingSet,
  sampleServer,
} from '#domain/testing/sample-fabric.ts';
import { resolveChain, resolvedGolden } from './chain.ts';
import type { GoldenFacts } from './golden.ts';
import { accessChangeChecks } from './golden-checks.ts';

function checksOf(change: Partial<GoldenFacts>) {
  const golden = sampleGolden(change);
  const at = resolvedGolden(resolveChain(golden));
  return at ? accessChangeChecks(golden, at) : [];
}

test('nothing stands in the way: eight checks pass', () => {
  expect(checksOf({}).map((check) => check.state)).toEqual(Array.from({ length: 8 }, () => 'passed'));
});

const second = sampleServer({ id: 'library-2', name: 'LIB-2', initiators: ['iqn.2026-01.lab:lib-2'] });
const secondMask = sampleMaskingSet({ initiators: ['iqn.2026-01.lab:lib-1', 'IQN.2026-01.lab:LIB-2'] });

test.each<[code: string, change: Partial<GoldenFacts>, reason: RegExp]>([
  ['library_unreachable', { libraryServer: sampleServer({ reachable: false }) }, /LIB-1/],
  ['array_unreachable', { arrays: [sampleArray({ reachable: false })] }, /SAN-1/],
  [
    'several_masking_sets',
    { luns: [sampleLun({ masking: { 'ms-lib.1': 'read-write', other: 'read-only' } })] },
    /2 masking sets: ms-lib.1 and other/,
  ],
  [
    'foreign_initiators',
    {
      maskingSets: [
        sampleMaskingSet({ initiators: ['iqn.2026-01.lab:lib-1', 'iqn.2026-01.lab:hv-1', 'iqn.2026-01.lab:x'] }),
      ],
      hostInitiators: [{ initiator: 'iqn.2026-01.lab:HV-1', host: 'HV-1' }],
    },
    /iqn.2026-01.lab:hv-1 \(HV-1\) and iqn.2026-01.lab:x \(unknown\)/,
  ],
  [
    'mounted_on_several',
    {
      disks: [sampleDisk(), sampleDisk({ libraryServerId: 'library-2' })],
      libraryServers: [sampleServer(), second],
      maskingSets: [secondMask],
    },
    /mounted on LIB-1 and LIB-2 at the same time/,
  ],
  [
    'critical_disk',
    { disks: [sampleDisk({ criticalFor: ['page', 'diskless-boot-client'] })] },
    /41009.*page and diskless-boot-client/,
  ],
  [
    'golden_used_by_vm',
    {
      usedBy: [
        { uniqueId: GOLDEN_ID, vm: 'build-1' },
        { uniqueId: '0', vm: 'x' },
      ],
    },
    /a disk of build-1\./,
  ],
  ['golden_quarantined', { luns: [sampleLun({ quarantinedUntil: '2026-02-01T00:00:00.000Z' })] }, /until 2026-02-01/],
])('%s', (code, change, reason) => {
  const refusals = checksOf(change).filter((check) => check.state === 'refused');
  expect(refusals.map((check) => check.code)).toEqual([code]);
  expect(refusals[0]?.reason).toMatch(reason);
  expect(refusals[0]?.remedy?.sentence).toMatch(/\.$/);
});

test('another library node may see the LUN, as long as it has not mounted it', () => {
  const disks = [sampleDisk(), sampleDisk({ libraryServerId: 'library-2', online: false, mounts: [] })];
  const checks = checksOf({ disks, libraryServers: [sampleServer(), second], maskingSets: [secondMask] });
  expect(checks.every((check) => check.state === 'passed')).toBe(true);
});
