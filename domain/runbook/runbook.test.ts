import { expect, test } from 'vitest';
import { powershell } from './powershell.ts';
import { type RunbookRow, runbook } from './runbook.ts';
import { shell } from './shell.ts';

const sealed: RunbookRow = {
  title: 'Present LUN debian-12 to library, read-only',
  system: 'store-01',
  operation: 'masking.present',
  params: { uniqueId: '60de0001', maskingSet: 'lib-1', access: 'read-only' },
  dialect: 'powershell',
  look: 'LUN debian-12 is read-only for library',
  undo: {
    title: 'Take it away again',
    operation: 'masking.remove',
    params: { uniqueId: '60de0001', maskingSet: 'lib-1' },
  },
};

test('a Windows array is driven with the cmdlets of its storage module', () => {
  expect(runbook('Seal Debian 12', [sealed])).toBe(
    [
      '# Seal Debian 12',
      '# 1 step, in this order. Stop at the first that does not hold.',
      '',
      '# 1. Present LUN debian-12 to library, read-only',
      '#    on store-01',
      "Add-VirtualDiskToMaskingSet -MaskingSetUniqueId 'lib-1' -VirtualDiskNames (Get-VirtualDisk -UniqueId '60de0001').Name -DeviceAccesses ReadOnly",
      '#    then see that: LUN debian-12 is read-only for library',
      '#    to take it back: Take it away again',
      "#      Remove-VirtualDiskFromMaskingSet -MaskingSetUniqueId 'lib-1' -VirtualDiskNames (Get-VirtualDisk -UniqueId '60de0001').Name",
    ].join('\n'),
  );
});

test('a Linux array with tgtadm, after the definitions its lines use', () => {
  const text = runbook('Clone', [{ ...sealed, dialect: 'shell', undo: { why: 'gone is gone' } }]);
  expect(text).toContain('tid_of() {');
  expect(text).toContain('--params readonly=1');
  expect(text).toContain('# cannot be taken back: gone is gone'.replace('# ', '#    '));
});

test('an array that only its vendor knows is told in words', () => {
  const text = runbook('Seal', [{ ...sealed, dialect: null }]);
  expect(text).toContain('# masking.present {"uniqueId":"60de0001"');
  expect(text.split('\n').every((line) => line === '' || line.startsWith('#'))).toBe(true);
});

test('no name becomes a command', () => {
  const evil = "x'; Remove-Item C:\\ -Recurse; '";
  expect(powershell({ system: 's', operation: 'lun.delete', params: { uniqueId: evil } })).toEqual([
    "Remove-VirtualDisk -UniqueId 'x''; Remove-Item C:\\ -Recurse; '''",
  ]);
  const [line] = shell({ system: 's', operation: 'vm.start', params: { key: "a'; rm -rf /; '" } }) ?? [];
  expect(line).toBe(`virsh start 'a'\\''; rm -rf /; '\\'''`);
});

test('an output that only an earlier row knows is named', () => {
  const disks = [{ uniqueId: { $row: 'vm-1.clone', output: 'uniqueId' } }];
  const lines = powershell({
    system: 'h',
    operation: 'vm.create',
    params: { name: 'web', cpus: 2, memoryBytes: 1024, disks },
  });
  expect(lines?.at(-1)).toContain("'<uniqueId answered by vm-1.clone>'");
});
