import { expect, test } from 'vitest';
import {
  sampleDisk,
  sampleGolden,
  sampleLun,
  sampleSealedGolden,
  sampleTemplate,
  sampleVirtualDisk,
} from '#domain/testing/sample-fabric.ts';
import { canClone, cloneTemplateChecks } from './can-clone.ts';
import type { GoldenFacts } from './golden.ts';

const [mount = { path: '', driveLetter: null }] = sampleDisk().mounts;

test('a sealed template may be cloned', () => {
  expect(canClone(sampleSealedGolden())).toEqual({ allowed: true });
});

test('one that is not sealed: the refusal offers the procedure that seals it', () => {
  expect(canClone(sampleGolden())).toMatchObject({
    allowed: false,
    code: 'golden_not_sealed',
    remedy: { procedure: 'seal-golden', input: { templateId: 'template-1' } },
  });
});

test.each<[code: string, state: 'refused' | 'warning', change: Partial<GoldenFacts>]>([
  ['not_generalised', 'refused', { virtualDisk: sampleVirtualDisk({ generalised: false }) }],
  ['other_files_on_lun', 'refused', { virtualDisk: sampleVirtualDisk({ otherFiles: 2 }) }],
  ['iso_in_drive', 'refused', { template: sampleTemplate({ isoInDrive: true }) }],
  [
    'several_mount_points',
    'refused',
    { disks: [sampleDisk({ mounts: [mount, { path: 'E:\\x', driveLetter: null }] })] },
  ],
  ['drive_letter', 'warning', { disks: [sampleDisk({ mounts: [{ ...mount, driveLetter: 'E' }] })] }],
  ['no_pool', 'refused', { pools: [] }],
  ['no_masking_set', 'refused', { luns: [sampleLun({ masking: {} })] }],
  ['chain_too_deep', 'refused', { luns: [sampleLun({ chainDepth: 5, masking: { 'ms-lib.1': 'read-only' } })] }],
])('%s is %s', (code, state, change) => {
  const odd = cloneTemplateChecks(sampleSealedGolden(change), 1).checks.filter((check) => check.state !== 'passed');
  expect(odd.map((check) => [check.code, check.state])).toEqual([[code, state]]);
});

test('a broken chain does not hide what is wrong with the image', () => {
  const golden = sampleSealedGolden({ disks: [], template: sampleTemplate({ isoInDrive: true }) });
  const refused = cloneTemplateChecks(golden, 1).checks.filter((check) => check.state === 'refused');
  expect(refused.map((check) => check.code)).toEqual(['no_matching_mount', 'iso_in_drive']);
});
