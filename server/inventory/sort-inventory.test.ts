import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { seenArray, seenHost, seenLun, seenVm } from '#test/observed-fabric.ts';
import { parseObject } from './parse-object.ts';
import { sortInventory } from './sort-inventory.ts';

describe('an object is kept when it is of the contract and can be stored', () => {
  it('whatever more its agent says', () => {
    expect(parseObject('vm', { ...seenVm(), colour: 'blue' })).toMatchObject({ key: 'vm-1', value: { name: 'vm-1' } });
  });
  it.each<[string, object]>([
    ['a size that is no number', { sizeBytes: '20 GB' }],
    ['a negative size', { sizeBytes: -1 }],
    ['a size that is not exact', { sizeBytes: 2 ** 60 }],
    ['a count beyond 32 bits', { chainDepth: 2 ** 31 }],
    ['a quarantine without a time', { quarantinedUntil: 'tomorrow' }],
    ['a quarantine beyond the years', { quarantinedUntil: '+275000-01-01T00:00:00Z' }],
    ['an access nobody knows', { masking: { 'ms-1': 'write-only' } }],
    ['a masking set with an endless key', { masking: { ['x'.repeat(601)]: 'read-only' } }],
  ])('not with %s', (_, over) => {
    expect(parseObject('lun', { ...seenLun(), ...over })).toMatchObject({
      key: 'a0000001',
      reason: expect.any(String),
    });
  });
  it('not with an identity that would have to be cut', () => {
    expect(parseObject('lun', seenLun({ uniqueId: 'a'.repeat(601) }))).toMatchObject({ key: null });
    expect(parseObject('lun', seenLun({ uniqueId: '' }))).toMatchObject({ key: null });
  });
});

test('good objects are sorted from bad ones, and what is there is known also of the bad', () => {
  const luns = [seenLun(), { uniqueId: 'b0000001' }, seenLun({ name: 'again' })];
  const { arrays, systems, rejected } = sortInventory([{ ...seenArray(), luns }]);
  expect(arrays[0]?.luns).toEqual({ values: [seenLun()], present: ['a0000001', 'b0000001'] });
  expect(systems).toEqual(['array-1']);
  expect(rejected.map(({ system, kind, key }) => [system, kind, key])).toEqual([
    ['array-1', 'lun', 'b0000001'],
    ['array-1', 'lun', 'a0000001'],
  ]);
});

test('a missing list, an unknown object and an unknown system say that something is not known', () => {
  const { vms: _, ...host } = seenHost();
  expect(sortInventory([host]).hosts[0]?.vms).toEqual({ values: [], present: null });
  expect(sortInventory([{ ...seenHost(), vms: [null, seenVm()] }]).hosts[0]?.vms.present).toBeNull();
  expect(sortInventory([seenHost(), 7]).systems).toBeNull();
  expect(sortInventory([seenHost(), { kind: 'toaster', system: 't' }])).toMatchObject({
    systems: ['host-1', 't'],
    hosts: [{}],
  });
});

test('nothing an agent may report makes it throw', () => {
  const odd = fc.oneof(
    fc.anything(),
    fc.record({
      kind: fc.constantFrom('array', 'host', 'library'),
      system: fc.anything(),
      luns: fc.anything(),
      vms: fc.array(fc.anything()),
    }),
  );
  fc.assert(
    fc.property(fc.array(odd), (systems) => {
      const { arrays, libraries, hosts, rejected } = sortInventory(systems);
      expect(arrays.length + libraries.length + hosts.length + rejected.length).toBeGreaterThanOrEqual(systems.length);
    }),
  );
});
