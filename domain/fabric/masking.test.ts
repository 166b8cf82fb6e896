import { expect, test } from 'vitest';
import { sampleHost, sampleMaskingSet } from '#domain/testing/sample-fabric.ts';
import { accessSummary, isSealed, ownMaskingSet, sameInitiators } from './masking.ts';

test.each([
  [{}, 'none', false],
  [{ a: 'read-write' }, 'read-write', false],
  [{ a: 'read-only', b: 'read-only' }, 'read-only', true],
  [{ a: 'read-only', b: 'read-write' }, 'mixed', false],
] as const)('%j is %s', (masking, summary, sealed) => {
  expect(accessSummary(masking)).toBe(summary);
  expect(isSealed({ masking })).toBe(sealed);
});

test("a host's own set holds all of its initiators and no other", () => {
  const host = sampleHost(1, { initiators: ['iqn.2026-01.lab:A', 'iqn.2026-01.lab:b'] });
  const set = (key: string, initiators: string[]) => sampleMaskingSet({ key, initiators });
  const own = set('own', ['iqn.2026-01.lab:B', 'iqn.2026-01.lab:a']);
  const others = [
    set('shared', [...host.initiators, 'iqn.2026-01.lab:c']),
    set('half', ['iqn.2026-01.lab:a']),
    set('none', []),
  ];
  expect(ownMaskingSet(host, [...others, own])).toBe(own);
  expect(ownMaskingSet(host, others)).toBeNull();
  expect(ownMaskingSet(sampleHost(1, { initiators: [] }), [set('none', [])])).toBeNull();
});

test('of two equally good sets always the same one, in whatever order they come', () => {
  const host = sampleHost(1);
  const sets = ['b', 'a'].map((key) => sampleMaskingSet({ key, initiators: host.initiators }));
  expect(ownMaskingSet(host, sets)?.key).toBe('a');
  expect(ownMaskingSet(host, [...sets].reverse())?.key).toBe('a');
  expect(sameInitiators(['a', 'A', 'b'], ['B', 'a'])).toBe(true);
});
