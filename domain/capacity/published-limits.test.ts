import { expect, test } from 'vitest';
import { PUBLISHED_LIMITS } from './published-limits.ts';

const find = (system: string, counts: string, per?: string) =>
  PUBLISHED_LIMITS.find((row) => row.system.startsWith(system) && row.counts === counts && (!per || row.per === per));

test('every row has a source, a confidence and an exact value or none', () => {
  expect(PUBLISHED_LIMITS.length).toBeGreaterThan(20);
  for (const row of PUBLISHED_LIMITS) {
    expect(row.source).not.toBe('');
    if (row.value === null) expect(row.note).not.toBeNull();
    else expect(Number.isSafeInteger(row.value) && row.value > 0).toBe(true);
  }
});

test('published figures', () => {
  expect(find('Microsoft iSCSI', 'differencing disks')?.value).toBe(256);
  expect(find('Microsoft iSCSI', 'LUNs', 'server')?.value).toBe(512);
  expect(find('SPDK', 'registrations')?.value).toBe(16);
  expect(find('EqualLogic', 'iSCSI connections', 'group')?.value).toBe(4096);
  expect(find('Windows failover', 'running VMs', 'host')?.value).toBe(1024);
});

test('no figure for registrations is claimed where none is published', () => {
  const claimed = PUBLISHED_LIMITS.filter((row) => row.counts === 'registrations' && row.value !== null);
  expect(claimed.map((row) => row.system)).toEqual(['SPDK NVMe-oF']);
});
