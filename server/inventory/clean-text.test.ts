import { expect, test } from 'vitest';
import { cleanDeep, cleanText, MAX_TEXT } from './clean-text.ts';

test.each([
  ['6.1.0-27-amd64', '6.1.0-27-amd64'],
  ['', ''],
  ['a\0b\0', 'ab'],
  ['half \ud800 pair', 'half \ufffd pair'],
  ['whole \u{1f600}', 'whole \u{1f600}'],
  ['\\u0000 "quoted" \u2028 ünï', '\\u0000 "quoted" \u2028 ünï'],
])('%j becomes %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test('10,000 characters are kept, and no pair is cut into a half', () => {
  expect(cleanText('x'.repeat(MAX_TEXT))).toHaveLength(MAX_TEXT);
  expect(cleanText('x'.repeat(5_000_000))).toBe('x'.repeat(MAX_TEXT));
  expect(cleanText(`${'x'.repeat(MAX_TEXT - 1)}\u{1f600}`).at(-1)).toBe('\ufffd');
  expect(cleanText(`${'\0'.repeat(MAX_TEXT)}end`)).toBe('end');
});

test('every string and key in a value is cleaned, and nothing else is changed', () => {
  const value = { 'k\0': ['a\0', 1, null, { deep: '\ud800' }], flag: true };
  expect(cleanDeep(value)).toEqual({ k: ['a', 1, null, { deep: '\ufffd' }], flag: true });
  expect(Object.keys(cleanDeep(JSON.parse('{"__proto__":"x\\u0000"}')))).toEqual(['__proto__']);
});
