import { expect, test } from 'vitest';
import { draftProblem, emptyDraft, toInput } from './draft.ts';

const full = { ...emptyDraft, count: 3, namePattern: ' data-{n} ', hostIds: ['h'] };

test.each([
  [{ count: 0 }, 'Say how many LUNs: 1 to 10,000.'],
  [{ count: 10_001 }, 'Say how many LUNs: 1 to 10,000.'],
  [{ startNumber: null }, 'The first number is 0 or more.'],
  [{ namePattern: '' }, 'Say how the LUNs are named.'],
  [{ namePattern: 'data' }, "'data' has no {n}, so all 3 would have the same name."],
  [{ hostIds: [] }, 'Choose at least one host.'],
])('%j is told', (wrong, problem) => expect(draftProblem({ ...full, ...wrong })).toBe(problem));

test('a whole draft becomes the input', () => {
  expect(draftProblem(full)).toBeNull();
  expect(toInput('g', full)).toEqual({
    goldenLunId: 'g',
    count: 3,
    namePattern: 'data-{n}',
    startNumber: 1,
    hostIds: ['h'],
  });
});
