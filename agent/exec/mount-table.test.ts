import { expect, test } from 'vitest';
import { parseMounts, readMounts } from './mount-table.ts';

test('mounts are read, with blanks in their paths', () => {
  const text = '/dev/loop0 /srv/lib\\040rary ext4 ro,noload 0 0\nfuse /srv/a\\134b fuse rw 0 0\n\nbroken\n';
  expect(parseMounts(text)).toEqual([
    { source: '/dev/loop0', path: '/srv/lib rary', type: 'ext4', options: ['ro', 'noload'] },
    { source: 'fuse', path: '/srv/a\\b', type: 'fuse', options: ['rw'] },
  ]);
});

test.runIf(process.platform === 'linux')('this machine has a root', async () => {
  expect((await readMounts()).map((mount) => mount.path)).toContain('/');
});
