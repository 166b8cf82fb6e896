import fc from 'fast-check';
import { expect, test } from 'vitest';
import { behindShare, defaultMountPathKey, matchesMountPathKey } from './mount-path.ts';

test.each([
  ['\\\\lib\\Library\\Debian', '\\\\LIB\\library', '\\Debian'],
  ['\\\\lib\\Library\\Debian\\', '\\\\lib\\Library\\', '\\Debian'],
  ['/srv/library/debian', '/srv/library', '/debian'],
  ['/srv/library', '/srv/library', ''],
  ['/srv/library-2/debian', '/srv/library', null],
  ['/srv/Library/debian', '/srv/library', null],
  ['D:\\elsewhere', '\\\\lib\\Library', null],
])('%s behind %s is %s', (directory, share, rest) => expect(behindShare(directory, share)).toBe(rest));

test.each([
  ['C:\\Library\\Debian\\', '*\\debian*', true],
  ['C:\\Library\\Debian\\', 'C:\\Library\\Debian\\', true],
  ['C:\\Library\\Debian\\', 'C:\\Library\\Debian', false],
  ['/srv/library/Debian', '*/debian*', false],
  ['/srv/library/debian', '*/debian*', true],
  ['/srv/library/debian', '/srv/*/debian', true],
  ['/srv/library/debian', '*b*n', true],
  ['/srv/library/debian', '*debian*debian*', false],
  ['/srv/library/debian', '*.*', false],
  ['ab', 'ab*b', false],
  ['anything', '**', true],
])('%s matches %s: %s', (path, key, matches) => expect(matchesMountPathKey(path, key)).toBe(matches));

test('the default key matches every path that holds the rest, and only those', () => {
  const part = fc.stringMatching(/^[a-z/.+()[\]-]{0,6}$/);
  fc.assert(
    fc.property(part, part, part, (before, rest, after) => {
      expect(matchesMountPathKey(`${before}${rest}${after}`, defaultMountPathKey(rest))).toBe(true);
      expect(matchesMountPathKey(before, defaultMountPathKey(rest))).toBe(before.includes(rest));
    }),
  );
});
