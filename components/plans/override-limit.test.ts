import { expect, it } from 'vitest';
import type { CheckDto } from '#contract/problem.ts';
import { isOnlyBeyondLimit } from './override-limit.tsx';

const check = (code: string, state: CheckDto['state']): CheckDto => ({
  ...{ code, state, title: code, reason: code, remedy: null },
});

it('only the registration limit can be gone beyond, and only when nothing else is in the way', () => {
  expect(isOnlyBeyondLimit([check('pool_room', 'passed'), check('registration_limit_exceeded', 'refused')])).toBe(true);
  expect(isOnlyBeyondLimit([check('no_room', 'refused'), check('registration_limit_exceeded', 'refused')])).toBe(false);
  expect(isOnlyBeyondLimit([check('registration_limit_exceeded', 'passed')])).toBe(false);
});
