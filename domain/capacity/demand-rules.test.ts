import { expect, test } from 'vitest';
import { compileDemand, type DemandRule, matchingRules, PLAIN_DEMAND, readDemand } from './demand-rules.ts';

const base = {
  id: 'r',
  model: 'Array 9',
  fromFirmware: null,
  beforeFirmware: null,
  source: 'measured',
  date: null,
  confidence: 'high',
} as const;
const multiplier = (value: number): DemandRule => ({ ...base, demand: { kind: 'multiplier', multiplier: value } });
const expression = (text: string): DemandRule => ({ ...base, demand: { kind: 'expression', expression: text } });

test.each([
  ['hosts * modules * channels * csvs * 2', true],
  ['hosts * (channels + 1) * csvs', true],
  ['hosts * csvs + 16', false],
  ['hosts * hosts * csvs', false],
])('%s is a rule; additive %s', (text, additive) => {
  expect(compileDemand(expression(text))).toMatchObject({ ok: true, value: { text, additive } });
});

test.each(['hosts - csvs', '100 / hosts', 'hosts / (csvs - 1)', '0 - 4', 'hosts *', 'vms'])('%s is no rule', (text) => {
  expect(compileDemand(expression(text))).toMatchObject({ ok: false, refusals: [{ code: 'bad_expression' }] });
});

test.each([
  [0, 'not_positive'],
  [-1, 'not_positive'],
  [1.00001, 'fractional'],
  [1001, 'too_large'],
  [Number.NaN, 'not_a_number'],
  [Number.POSITIVE_INFINITY, 'too_large'],
])('a multiplier of %s is refused as %s', (value, code) => {
  expect(compileDemand(multiplier(value))).toMatchObject({ ok: false, refusals: [{ code }] });
});

test('a multiplier is exact', () => {
  expect(compileDemand(multiplier(1.1))).toMatchObject({
    ok: true,
    value: {
      expression: { left: { value: { top: 11n, bottom: 10n } }, right: PLAIN_DEMAND.expression },
      additive: true,
    },
  });
});

test('rules are chosen by model and firmware; an unknown firmware keeps every rule of the model', () => {
  const old = { ...multiplier(1), id: 'old', beforeFirmware: '9.0' };
  const recent = { ...multiplier(2), id: 'recent', fromFirmware: '9.0' };
  const other = { ...multiplier(3), id: 'other', model: 'Array 7' };
  const ids = (model: string | null, firmware: string | null) =>
    matchingRules({ model, firmware }, [old, recent, other]).map((rule) => rule.id);
  expect(ids('array 9', '8.1')).toEqual(['old']);
  expect(ids('Array 9', '10.0')).toEqual(['recent']);
  expect(ids('Array 9', null)).toEqual(['old', 'recent']);
  expect(ids('Array 5', '9.0')).toEqual([]);
  expect(ids(null, null)).toEqual([]);
});

test('a bare number is a multiplier, the rest an expression', () => {
  expect(readDemand(' 1.5 ')).toEqual({ kind: 'multiplier', multiplier: 1.5 });
  expect(readDemand('hosts * csvs')).toEqual({ kind: 'expression', expression: 'hosts * csvs' });
  expect(readDemand('1e3')).toEqual({ kind: 'expression', expression: '1e3' });
});
