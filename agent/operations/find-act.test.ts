import { expect, it } from 'vitest';
import type { ArrayDriver, RegistrationActs } from '#agent/drivers/array-driver.ts';
import type { HostDriver, SharedDiskActs } from '#agent/drivers/host-driver.ts';
import { operationsOf } from './find-act.ts';

// Which operations there are depends on the parts a driver has, not on what they do.
const array = (parts: Partial<ArrayDriver>) => ({ kind: 'array', name: 'a', ...parts }) as ArrayDriver;
const host = (parts: Partial<HostDriver>) => ({ kind: 'host', name: 'h', ...parts }) as HostDriver;

it('lists registrations of arrays that tell them alone', () => {
  expect(operationsOf(array({})).some((name) => name.startsWith('registrations.'))).toBe(false);
  expect(operationsOf(array({}))).toContain('lun.create');
  expect(operationsOf(array({ registrations: {} as RegistrationActs }))).toContain('registrations.admit');
});

it('lists shared disks and storage migration of hosts that have them alone', () => {
  const plain = operationsOf(host({}));
  expect(plain.filter((name) => !name.startsWith('vm.'))).toEqual([]);
  expect(plain).not.toContain('vm.move-storage');
  const able = operationsOf(host({ sharedDisks: {} as SharedDiskActs, moveStorage: async () => Promise.reject() }));
  expect(able).toEqual(expect.arrayContaining(['shared-disk.attach', 'vm.move-storage', 'vm.start']));
});
