import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, parseArithmetic } from './arithmetic.ts';
import { rational } from './rational.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const four = { hosts: rational(2n), modules: rational(4n), channels: rational(2n), csvs: rational(8n) };

function value(text: string) {
  const parsed = parseArithmetic(text);
  return parsed.ok ? evaluate(parsed.value, four) : parsed.refusals[0]?.sentence;
}

test.each([
  ['hosts * modules * channels * csvs', 128n, 1n],
  ['1 + 2 * 3', 7n, 1n],
  ['(1 + 2) * 3', 9n, 1n],
  ['8 - 4 - 2', 2n, 1n],
  ['8 / 4 / 4', 1n, 2n],
  ['hosts*csvs*1.5', 24n, 1n],
  ['1/3 + 1/3 + 1/3', 1n, 1n],
])('%s is exact', (text, top, bottom) => {
  expect(value(text)).toEqual({ top, bottom });
});

test.each([
  ['', /ends where/],
  ['hosts *', /ends where/],
  ['(hosts', /\) is missing/],
  ['hosts csvs', /'csvs' was not expected/],
  ['hosts)', /'\)' was not expected/],
  ['-hosts', /'-' is neither/],
  ['Hosts', /'Hosts' is neither/],
  ['process.exit()', /'process' is neither/],
  ['constructor', /neither/],
  ['__proto__', /'_' is neither/],
  ['hosts ** 2', /'\*' is neither/],
  ['1'.repeat(201), /longer than 200/],
])('%s is refused', (text, sentence) => {
  expect(value(text)).toMatch(sentence);
});

test('a zero divisor has no value', () => {
  expect(value('hosts / (csvs - 8)')).toBeNull();
});

test('any text is read or refused, never thrown at the caller', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 250 }),
    fc.array(fc.constantFrom('(', ')', '+', '-', '*', '/', '1', 'hosts', '.')).map((t) => t.join('')),
  );
  fc.assert(fc.property(text, (anything) => typeof parseArithmetic(anything).ok === 'boolean'));
});

test('whole numbers come out as BigInt arithmetic has them', () => {
  const whole = fc.bigInt({ min: 0n, max: 10n ** 15n });
  fc.assert(
    fc.property(whole, whole, whole, (a, b, c) => {
      expect(value(`${a} + ${b} * ${c}`)).toEqual(rational(a + b * c));
      expect(value(`(${a} - ${b}) * ${c}`)).toEqual(rational((a - b) * c));
    }),
  );
});
