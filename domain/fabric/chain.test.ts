import { expect, test } from 'vitest';
import {
  sampleArray,
  sampleDisk,
  sampleGolden,
  sampleLun,
  sampleMaskingSet,
  sampleServer,
  sampleShare,
  sampleVirtualDisk,
} from '#domain/testing/sample-fabric.ts';
import { resolveChain, resolvedGolden } from './chain.ts';
import type { GoldenFacts } from './golden.ts';

test('a whole chain is found, link by link', () => {
  const chain = resolveChain(sampleGolden());
  expect(chain.mountPathKey).toBe('*\\debian-12*');
  expect(chain.links.map(({ link, found, name }) => [link, found, name])).toEqual([
    ['virtual-disk', true, 'debian-12.vhdx'],
    ['library-share', true, '\\\\lib-1.lab.example\\Library'],
    ['library-server', true, 'lib-1.lab.example'],
    ['disk', true, 'C:\\Library\\debian-12\\'],
    ['lun', true, 'debian-12-golden on SAN-1'],
    ['masking-set', true, 'Library'],
  ]);
  expect(chain.checks.every((check) => check.state === 'passed')).toBe(true);
  expect(resolvedGolden(chain)?.lun.id).toBe('lun-golden');
});

const other = sampleDisk({
  uniqueId: '0000000000000001',
  mounts: [{ path: 'D:\\more\\DEBIAN-12-old\\', driveLetter: null }],
});

test.each<[code: string, found: number, change: Partial<GoldenFacts>, reason: RegExp]>([
  ['no_virtual_disk', 0, { virtualDisk: null }, /Debian 12 has no virtual disk/],
  [
    'virtual_disk_missing',
    0,
    { virtualDisk: sampleVirtualDisk({ missing: true }) },
    /no longer reports debian-12.vhdx/,
  ],
  ['no_library_share', 1, { share: null }, /debian-12.vhdx/],
  ['no_library_server', 2, { libraryServer: null }, /lib-1.lab.example/],
  ['directory_outside_share', 3, { virtualDisk: sampleVirtualDisk({ directory: 'D:\\x' }) }, /D:\\x is not inside/],
  ['no_matching_mount', 3, { disks: [] }, /No mount on LIB-1 matches/],
  ['no_matching_mount', 3, { disks: [sampleDisk({ online: false, mounts: [] })] }, /Offline there: 600a0b8000001d0e/],
  ['no_matching_mount', 3, { disks: [sampleDisk({ libraryServerId: 'library-2' })] }, /No mount on LIB-1/],
  ['no_matching_mount', 3, { mountPathKey: '*\\fedora*' }, /\*\\fedora\*/],
  [
    'several_matching_mounts',
    3,
    { disks: [sampleDisk(), other] },
    /2 disks of LIB-1 .* C:\\Library\\debian-12\\ and D:\\more\\DEBIAN-12-old\\/,
  ],
  ['no_lun', 4, { luns: [] }, /unique id 600a0b8000001d0e/],
  ['no_lun', 4, { luns: [sampleLun({ uniqueId: '600a0b8000001d0e00' })] }, /unique id 600a0b8000001d0e/],
  [
    'several_luns',
    4,
    {
      luns: [sampleLun(), sampleLun({ id: 'lun-2', arrayId: 'array-2' })],
      arrays: [sampleArray(), sampleArray({ id: 'array-2', name: 'SAN-2' })],
    },
    /SAN-1 and SAN-2 all report/,
  ],
  ['no_masking_set', 5, { luns: [sampleLun({ masking: {} })] }, /in no masking set/],
  ['no_masking_set', 5, { maskingSets: [sampleMaskingSet({ arrayId: 'array-2' })] }, /in no masking set/],
])('%s: %d links are found', (code, found, change, reason) => {
  const chain = resolveChain(sampleGolden(change));
  const refusals = chain.checks.filter((check) => check.state === 'refused');
  expect(refusals.map((check) => check.code)).toEqual([code]);
  expect(refusals[0]?.reason).toMatch(reason);
  expect(refusals[0]?.remedy?.sentence).toMatch(/\.$/);
  expect(chain.links.map((link) => link.found)).toEqual(Array.from({ length: 6 }, (_, index) => index < found));
  expect(chain.links[found]?.problem).toBe(refusals[0]?.reason);
  expect(chain.links.slice(found + 1).every((link) => link.problem === null)).toBe(true);
});

test('a key given by hand decides between several, and where the directory is elsewhere', () => {
  const several = sampleGolden({ disks: [sampleDisk(), other], mountPathKey: '*\\Library\\*' });
  expect(resolveChain(several).disk?.uniqueId).toBe('600a0b8000001d0e');
  const elsewhere = sampleGolden({
    virtualDisk: sampleVirtualDisk({ directory: 'D:\\x' }),
    mountPathKey: '*debian-12\\',
  });
  expect(resolveChain(elsewhere).disk).not.toBeNull();
});

test('the same on a Linux library, with case', () => {
  const linux = (path: string) =>
    resolveChain(
      sampleGolden({
        share: sampleShare({ path: '/srv/library' }),
        virtualDisk: sampleVirtualDisk({ directory: '/srv/library/debian-12' }),
        libraryServer: sampleServer(),
        disks: [sampleDisk({ mounts: [{ path, driveLetter: null }] })],
      }),
    ).disk;
  expect(linux('/srv/library/debian-12')).not.toBeNull();
  expect(linux('/srv/library/Debian-12')).toBeNull();
});
