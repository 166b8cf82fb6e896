import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

describe('the way back after signing in', () => {
  it.each(['/', '/vms?filter=name%20%3A%20%22web%22#row', '/storage/luns/7'])(
    'is the page that was asked for: %s',
    (path) => {
      expect(returnPath(path)).toBe(path);
    },
  );

  it.each([
    null,
    undefined,
    '',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/sign-in?callbackUrl=/sign-in',
    '/api/auth/signout',
    'http://[',
  ])('is the overview instead of %s', (path) => {
    expect(returnPath(path)).toBe('/');
  });
});
