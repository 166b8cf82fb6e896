import { expect, test } from 'vitest';
import { powershell } from '#domain/runbook/powershell.ts';
import { shell } from '#domain/runbook/shell.ts';
import { operations } from './operation.ts';

test('every operation that changes a LUN, a disk or a VM has commands in both dialects', () => {
  const params = {
    uniqueId: 'a',
    mounts: [{ path: '/m', driveLetter: 'D' }],
    disks: [{ uniqueId: 'a' }],
    keys: ['k'],
    to: {},
  };
  const names = Object.keys(operations).filter((name) => /^(lun|masking|masking-set|disk|vm)\./.test(name));
  for (const operation of names) {
    expect(powershell({ system: 's', operation, params }), operation).not.toBeNull();
    expect(shell({ system: 's', operation, params }), operation).not.toBeNull();
  }
});
