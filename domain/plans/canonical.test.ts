import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText } from './canonical.ts';

test('keys are sorted, undefined members are left out', () => {
  expect(canonicalText({ b: 1, a: [true, null, { d: 'x', c: undefined }] })).toBe('{"a":[true,null,{"d":"x"}],"b":1}');
});

test('what JSON cannot say is refused', () => {
  for (const value of [1n, Number.NaN, Number.POSITIVE_INFINITY, new Date(0), new Map(), undefined, () => 1]) {
    expect(() => canonicalText(value)).toThrow(TypeError);
  }
});

test('the text is JSON of the same value, whatever order the members were added in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalText(shuffled)).toBe(canonicalText(value));
      expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
