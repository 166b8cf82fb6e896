import { expect, test } from 'vitest';
import { demandsOf, limitsOf, notesOf } from './array-knowledge.ts';
import { type DemandRule, PLAIN_DEMAND } from './demand-rules.ts';
import type { LimitRecord } from './limits.ts';

const rule: DemandRule = {
  id: 'r',
  model: 'M',
  fromFirmware: null,
  beforeFirmware: null,
  demand: { kind: 'multiplier', multiplier: 2 },
  source: 'support',
  date: null,
  confidence: 'low',
};
const limit: LimitRecord = { ...rule, arrayId: null, scope: 'array', value: 64 };

test('nothing known: the plain formula, no limit, and both are said', () => {
  expect(demandsOf({})).toEqual({ ok: true, value: [PLAIN_DEMAND] });
  expect(limitsOf({})).toEqual([]);
  expect(notesOf({}, [PLAIN_DEMAND], PLAIN_DEMAND)).toEqual([expect.stringContaining('No registration limit')]);
  expect(notesOf({ array: { model: 'X' } }, [PLAIN_DEMAND], PLAIN_DEMAND)[0]).toContain(
    'No demand rule is known for X',
  );
});

test('a known model brings its rule and its limit', () => {
  const knowledge = { array: { model: 'M' }, rules: [rule], limits: [limit] };
  const demands = demandsOf(knowledge);
  if (!demands.ok || !demands.value[0]) throw new Error('the rule was refused');
  expect(limitsOf(knowledge)).toEqual([limit]);
  expect(notesOf(knowledge, demands.value, demands.value[0])).toEqual([expect.stringContaining('2 * hosts')]);
});

test('every unusable rule is named', () => {
  const broken = ['hosts -', 'nonsense'].map((expression) => ({
    ...rule,
    demand: { kind: 'expression' as const, expression },
  }));
  const demands = demandsOf({ array: { model: 'M' }, rules: broken });
  expect(demands.ok ? [] : demands.refusals).toHaveLength(2);
});
