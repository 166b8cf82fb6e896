import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GIB, sampleHost } from '#domain/testing/sample-fabric.ts';
import { countByHost, memoryShortage, placeInTurn, placeVms, survivesOneHost } from './placement.ts';

const host = (number: number, usedGib: number, vmCount = 0, sizeGib = 128) =>
  sampleHost(number, { memoryBytes: sizeGib * GIB, memoryUsedBytes: usedGib * GIB, vmCount });
const names = (hosts: { name: string }[]) => hosts.map((one) => one.name);

test.each([
  ['equal hosts share, by name', [host(2, 0), host(1, 0)], ['HV-1', 'HV-2', 'HV-1', 'HV-2']],
  ['the emptier one first', [host(1, 6), host(2, 0)], ['HV-2', 'HV-2', 'HV-2', 'HV-1']],
  ['with equal memory the one with fewer VMs', [host(1, 0, 5), host(2, 0, 4)], ['HV-2', 'HV-1', 'HV-2', 'HV-1']],
  ['no host, no place', [], []],
])('%s', (_, hosts, expected) => expect(names(placeVms(hosts, 4, 2 * GIB))).toEqual(expected));

test('LUNs go round', () => {
  expect(names(placeInTurn([host(2, 0), host(1, 0)], 3))).toEqual(['HV-1', 'HV-2', 'HV-1']);
  expect(placeInTurn([], 3)).toEqual([]);
});

test('a host that would be overfull is told, with how much is short', () => {
  const full = host(1, 127);
  expect(memoryShortage([full], 2 * GIB)).toEqual([{ host: full, shortBytes: GIB }]);
  expect(memoryShortage([full], GIB)).toEqual([]);
});

test('one host in reserve', () => {
  expect(survivesOneHost([host(1, 32), host(2, 32)], 64 * GIB)).toBe(true);
  expect(survivesOneHost([host(1, 32), host(2, 32)], 64 * GIB + 1)).toBe(false);
  expect(survivesOneHost([host(1, 0)], 1)).toBe(false);
  expect(survivesOneHost([], 0)).toBe(true);
});

test('every VM gets a place, and while there is room nobody is overfull and equal hosts differ by one at most', () => {
  const hosts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(hosts, fc.integer({ min: 0, max: 8 }), (used, each) => {
      const all = used.map((gib, index) => host(index + 1, gib));
      const placed = placeVms(all, each * all.length, 2 * GIB);
      expect(placed).toHaveLength(each * all.length);
      expect(memoryShortage(placed, 2 * GIB)).toEqual([]);
      const alike = used.map((_, index) => host(index + 1, 8));
      const counts = [...countByHost(placeVms(alike, each * alike.length, 2 * GIB)).values()];
      expect(new Set(counts).size).toBeLessThanOrEqual(1);
    }),
  );
});
