import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, parseArithmetic } from './arithmetic.ts';
import { ceiling, rational } from './rational.ts';
import { wholeArithmetic } from './whole-arithmetic.ts';

const counts = fc.record({
  hosts: fc.integer({ min: 1, max: 100_000_000 }),
  modules: fc.integer({ min: 1, max: 64 }),
  channels: fc.integer({ min: 1, max: 64 }),
  csvs: fc.integer({ min: 1, max: 100_000_000 }),
});
const texts = ['hosts * modules * channels * csvs', 'hosts * (channels + 1) * csvs', 'csvs * hosts / 2 + 7 - modules'];

test('whatever it answers is the exact value; what no double holds it leaves open', () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts, 'hosts * 1.5', 'hosts / csvs', 'hosts - csvs'), counts, (text, values) => {
      const parsed = parseArithmetic(text);
      if (!parsed.ok) throw new Error(text);
      const found = wholeArithmetic(parsed.value)(values);
      if (Number.isNaN(found)) return;
      const { hosts, modules, channels, csvs } = values;
      const exact = evaluate(parsed.value, {
        ...{ hosts: rational(BigInt(hosts)), modules: rational(BigInt(modules)) },
        ...{ channels: rational(BigInt(channels)), csvs: rational(BigInt(csvs)) },
      });
      expect(exact && ceiling(exact)).toBe(BigInt(found));
    }),
  );
});

test('the counts of the sliders are all answered', () => {
  const parsed = parseArithmetic('hosts * modules * channels * csvs');
  const most = { hosts: 64, modules: 16, channels: 16, csvs: 200 };
  expect(parsed.ok && wholeArithmetic(parsed.value)(most)).toBe(64 * 16 * 16 * 200);
  expect(parsed.ok && wholeArithmetic(parsed.value)({ ...most, hosts: 1e15 })).toBeNaN();
});
