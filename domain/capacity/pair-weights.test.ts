import { expect, test } from 'vitest';
import { compileDemand, type Demand, PLAIN_DEMAND } from './demand-rules.ts';
import { pairWeights } from './pair-weights.ts';

function demand(expression: string): Demand {
  const compiled = compileDemand({
    id: 'r',
    model: 'M',
    fromFirmware: null,
    beforeFirmware: null,
    demand: { kind: 'expression', expression },
    source: 's',
    date: null,
    confidence: 'low',
  });
  if (!compiled.ok) throw new Error(compiled.refusals[0]?.sentence);
  return compiled.value;
}

test('a host weighs modules × channels in the plain formula', () => {
  expect(pairWeights(PLAIN_DEMAND, 3, [2, 4, 2], 10)).toEqual({
    ok: true,
    value: { weights: Float64Array.of(6, 12, 6), unit: 1, largest: 12 },
  });
});

test('fractions share one unit', () => {
  const weighed = pairWeights(demand('hosts * csvs * (channels / 2 + 1 / 3)'), 1, [1, 2], 10);
  expect(weighed).toEqual({ ok: true, value: { weights: Float64Array.of(5, 8), unit: 6, largest: 8 } });
});

test('a rule that is no sum over pairs is refused, and a sum that would not be exact too', () => {
  expect(pairWeights(demand('hosts * csvs + 4'), 1, [1], 1)).toMatchObject({
    ok: false,
    refusals: [{ code: 'not_additive' }],
  });
  expect(pairWeights(PLAIN_DEMAND, 1_000_000, [1_000_000], 10_000)).toMatchObject({
    ok: false,
    refusals: [{ code: 'result_too_large' }],
  });
  expect(pairWeights(PLAIN_DEMAND, 1, [], 0)).toMatchObject({ ok: true, value: { largest: 0 } });
});
