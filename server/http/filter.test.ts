import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProblemError } from '#server/errors.ts';
import { comparators, parseFilter } from './filter.ts';

describe('a filter', () => {
  it('reads conditions joined by AND', () => {
    expect(
      parseFilter('state = "running" AND sizeBytes>1000 AND name : "web" AND ready=true AND parent != null'),
    ).toEqual([
      { field: 'state', comparator: '=', value: 'running' },
      { field: 'sizeBytes', comparator: '>', value: 1000 },
      { field: 'name', comparator: ':', value: 'web' },
      { field: 'ready', comparator: '=', value: true },
      { field: 'parent', comparator: '!=', value: null },
    ]);
  });

  it('takes bare words and dotted fields', () => {
    expect(parseFilter('array.name = vnx-1')).toEqual([{ field: 'array.name', comparator: '=', value: 'vnx-1' }]);
    expect(parseFilter('at < 1e3 AND b = -2.5').map((c) => c.value)).toEqual([1000, -2.5]);
  });

  it('reads back any text that is quoted', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...comparators), (value, comparator) => {
        const quoted = `"${value.replace(/["\\]/g, '\\$&')}"`;
        expect(parseFilter(`name ${comparator} ${quoted}`)).toEqual([{ field: 'name', comparator, value }]);
      }),
    );
  });

  it.each([
    ['', 'a field name at character 1'],
    ['state', 'one of'],
    ['state =', 'a value'],
    ['state = "open', 'a value'],
    ['state = 1 OR state = 2', 'AND or the end at character 10'],
    ['state = 1 AND', 'a field name'],
    ['state = 1 ANDy = 2', 'AND or the end'],
    ['1 = 1', 'a field name'],
  ])('%s is refused, saying where', (text, what) => {
    expect(() => parseFilter(text)).toThrow(what);
  });

  it('refuses more conditions than anyone writes by hand', () => {
    expect(() => parseFilter(Array.from({ length: 21 }, () => 'a = 1').join(' AND '))).toThrow('More than 20');
  });

  it('never fails but with bad_filter', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab="\\<>!:. AND1-'), maxLength: 30 }), (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          expect((error as ProblemError).code).toBe('bad_filter');
        }
      }),
    );
  });
});
