import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Expression, evaluate, parseArithmetic, VARIABLES } from './arithmetic.ts';
import { degreeIn, shapeIn } from './expression-shape.ts';
import { compare, rational } from './rational.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

function read(text: string): Expression {
  const parsed = parseArithmetic(text);
  if (!parsed.ok) throw new Error(parsed.refusals[0]?.sentence);
  return parsed.value;
}

test.each([
  ['hosts * modules * channels * csvs', 'csvs', 'rises'],
  ['hosts * (channels - 1) * csvs', 'hosts', 'rises'],
  ['hosts * channels', 'csvs', 'constant'],
  ['100 / csvs', 'csvs', 'falls'],
  ['hosts - csvs', 'csvs', 'falls'],
  ['csvs * csvs - csvs', 'csvs', 'mixed'],
])('%s in %s: %s', (text, variable, direction) => {
  expect(shapeIn(read(text), variable as 'csvs')?.direction).toBe(direction);
});

test.each(['hosts / (csvs - 1)', 'hosts * (1 - csvs)'])('%s has no settled shape', (text) => {
  expect(shapeIn(read(text), 'csvs')).toBeNull();
});

test.each([
  ['hosts * csvs * channels', 1],
  ['hosts * csvs * 2 + csvs * modules', 1],
  ['csvs * csvs', 2],
  ['csvs + 4', null],
  ['4 * hosts', 0],
])('%s has degree %s in csvs', (text, degree) => {
  expect(degreeIn(read(text), 'csvs')).toBe(degree);
});

const leaf = fc.oneof(fc.constantFrom(...VARIABLES), fc.integer({ min: 0, max: 9 }).map(String));
const text = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(tie('node'), fc.constantFrom('+', '-', '*', '/'), tie('node')).map(([a, o, b]) => `(${a}${o}${b})`),
  ),
})).node as fc.Arbitrary<string>;
const count = fc.bigInt({ min: 1n, max: 500_000n });

test('an expression said to rise or stay never falls, and stays within its bounds', () => {
  fc.assert(
    fc.property(text, count, count, fc.tuple(count, count, count), (formula, a, more, [modules, channels, csvs]) => {
      if (formula.length > 200) return;
      const expression = read(formula);
      const shape = shapeIn(expression, 'hosts');
      if (!shape) return;
      const rest = { modules: rational(modules), channels: rational(channels), csvs: rational(csvs) };
      const few = evaluate(expression, { hosts: rational(a), ...rest });
      const many = evaluate(expression, { hosts: rational(a + more), ...rest });
      if (!few || !many) throw new Error(`${formula} has a shape but no value`);
      if (shape.direction === 'rises' || shape.direction === 'constant')
        expect(compare(few, many)).toBeLessThanOrEqual(0);
      expect(compare(shape.low, few)).toBeLessThanOrEqual(0);
      expect(compare(many, shape.high)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});
