import { expect, test } from 'vitest';
import { draftProblem } from './draft.ts';

test.each([
  [{ poolId: null, ceiling: 1024 }, 'Choose a pool for the scratch LUN.'],
  [{ poolId: 'p', ceiling: null }, 'The ceiling is a whole number from 1 to 4,096.'],
  [{ poolId: 'p', ceiling: 0 }, 'The ceiling is a whole number from 1 to 4,096.'],
  [{ poolId: 'p', ceiling: 4097 }, 'The ceiling is a whole number from 1 to 4,096.'],
  [{ poolId: 'p', ceiling: 1.5 }, 'The ceiling is a whole number from 1 to 4,096.'],
  [{ poolId: 'p', ceiling: 4096 }, null],
])('%j', (draft, problem) => expect(draftProblem(draft)).toBe(problem));
