import { expect, test } from 'vitest';
import { expandPattern } from '#domain/fabric/name-pattern.ts';
import { nameChecks } from './name-checks.ts';

const of = (pattern: string, count: number, what: 'VM' | 'LUN' = 'VM') =>
  nameChecks(pattern, expandPattern(pattern, 1, count), [], what);

test('good names say their range; LUNs are not asked to fit NetBIOS', () => {
  expect(of('web-{nn}', 40).map((check) => check.code)).toEqual(['names_valid', 'names_free', 'names_short']);
  expect(of('web-{nn}', 40)[0]?.reason).toBe('web-01 to web-40.');
  expect(of('a-long-name-for-a-lun', 1, 'LUN').map((check) => check.state)).toEqual(['passed', 'passed']);
});

test('names that collide when NetBIOS cuts them are told so', () => {
  const reason = (pattern: string) => of(pattern, 2).at(-1)?.reason;
  expect(reason('a-very-long-name-{n}')).toMatch(/cut they would collide/);
  expect(reason('{n}-a-very-long-name')).not.toMatch(/collide/);
});

test('who has taken a name', () => {
  const taken = [
    { kind: 'vm' as const, name: 'web-1', by: null },
    { kind: 'lun' as const, name: 'web-2', by: 'Clone 2 VMs' },
  ];
  const [, free] = nameChecks('web-{n}', expandPattern('web-{n}', 1, 2), taken, 'VM');
  expect(free).toMatchObject({
    code: 'names_taken',
    reason: "2 names cannot be given: VM web-1 and LUN web-2 (will be made by 'Clone 2 VMs').",
  });
});
