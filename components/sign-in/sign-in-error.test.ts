import { expect, it } from 'vitest';
import { signInError } from './sign-in-error.ts';

it('says nothing without an error', () => {
  expect(signInError(null)).toBeNull();
  expect(signInError('')).toBeNull();
});

it('does not tell whether the address exists', () => {
  expect(signInError('CredentialsSignin')?.title).toBe('The address or the password is not right');
});

it.each([
  ['rate_limited:30', 'a minute'],
  ['rate_limited:61', '2 minutes'],
  ['rate_limited', '5 minutes'],
  ['rate_limited:abc', '5 minutes'],
])('%s says how long to wait', (code, wait) => {
  expect(signInError(code)?.detail).toContain(wait);
});

it('has words for whatever it is given, and never shows the code itself', () => {
  for (const code of ['OAuthCallback', 'constructor', '<script>', 'something'])
    expect(signInError(code)?.title).not.toContain(code);
});
