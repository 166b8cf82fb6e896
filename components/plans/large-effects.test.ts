import { expect, it } from 'vitest';
import { type Effect, largeEffects } from './large-effects.ts';

const effect = (key: string, unit: string, before: number | null, after: number): Effect => ({
  ...{ key, label: key, unit, before, after, limit: null, scope: null },
});
const keysOf = (effects: readonly Effect[]) => effects.map(({ key }) => key);

it('shows what it does to registrations, however much else it does', () => {
  const many = Array.from({ length: 7 }, (_, at) => effect(`e${at}`, 'LUNs', 1, 2 + at));
  const { large, small } = largeEffects([...many, effect('registrations', 'registrations', 96, 128)]);
  expect(keysOf(large)).toEqual(['e0', 'e1', 'e2', 'e3', 'registrations']);
  expect(keysOf(small)).toEqual(['e4', 'e5', 'e6']);
});

it('keeps small what stays as it is, and what changes before what is new', () => {
  const same = effect('registrations', 'registrations', 96, 96);
  const many = Array.from({ length: 5 }, (_, at) => effect(`e${at}`, 'LUNs', 1, 2));
  expect(keysOf(largeEffects([same, ...many]).small)).toEqual(['registrations']);
  expect(keysOf(largeEffects([effect('new', 'VMs', null, 4), effect('pool', 'bytes', 1, 2)]).large)).toEqual([
    'pool',
    'new',
  ]);
});
