import { expect, it } from 'vitest';
import { redacted } from './redacted.ts';

it('leaves out whatever has a secret’s name, at any depth', () => {
  expect(redacted({ password: 'p', body: { enrolmentToken: 't', list: [{ clientSecret: 's', name: 'n' }] } })).toEqual({
    password: '(left out)',
    body: { enrolmentToken: '(left out)', list: [{ clientSecret: '(left out)', name: 'n' }] },
  });
});

it('cuts what is long, many or deep', () => {
  expect(redacted('x'.repeat(501))).toBe(`${'x'.repeat(500)}… (501 characters)`);
  expect((redacted(Array.from({ length: 60 }, () => 1)) as unknown[]).at(-1)).toBe('… (60 in all)');
  const nest = (depth: number): object => (depth === 0 ? {} : { a: nest(depth - 1) });
  expect(JSON.stringify(redacted(nest(50))).length).toBeLessThan(100);
});

it('is JSON, whatever it is given', () => {
  expect(redacted({ a: undefined, b: null, c: 1, d: true })).toEqual({ a: null, b: null, c: 1, d: true });
});
