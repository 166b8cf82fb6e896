import { expect, test } from 'vitest';
import { iscsiNameProblem, sameIscsiName } from './iqn.ts';

test.each([
  'iqn.2026-01.lab.example:host-1',
  'iqn.1991-05.com.microsoft:iscsiboot-00-11-22-33-44-55',
  'IQN.2001-04.com.example',
  'eui.02004567A425678D',
  'naa.52004567BA64678D',
])('%s is a name', (name) => expect(iscsiNameProblem(name)).toBeNull());

test.each([
  ['iqn.2026-13.lab.example', /no month 13/],
  ['iqn.26-01.lab.example', /is not iqn/],
  ['iqn.2026-01.', /is not iqn/],
  ['iqn.2026-01.lab_example:a', /holds '_'/],
  ['iqn.2026-01.lab.example:a b', /holds ' '/],
  ['eui.123', /16 hex digits/],
  ['naa.123', /16 or 32 hex digits/],
  ['host-1', /begins with none/],
  ['', /begins with none/],
  [`iqn.2026-01.lab:${'x'.repeat(220)}`, /at most 223/],
])('%s is none', (name, problem) => expect(iscsiNameProblem(name)).toMatch(problem));

test('case does not matter', () => {
  expect(sameIscsiName('iqn.2026-01.LAB:A', 'iqn.2026-01.lab:a')).toBe(true);
  expect(sameIscsiName('iqn.2026-01.lab:a', 'iqn.2026-01.lab:ab')).toBe(false);
});
