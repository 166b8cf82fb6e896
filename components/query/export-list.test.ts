import { expect, test } from 'vitest';
import { toCsv } from './export-list.ts';

test('rows become lines, objects their names, and lists JSON', () => {
  expect(toCsv([{ name: 'web-01', host: { id: '1', name: 'hv-01' }, tags: ['a', 'b'], sizeBytes: -5 }])).toBe(
    'name,host,tags,sizeBytes\r\nweb-01,hv-01,"[""a"",""b""]",-5\r\n',
  );
});

test('a name that a spreadsheet would run as a formula is defused', () => {
  expect(toCsv([{ name: '=HYPERLINK("http://x")' }])).toBe('name\r\n"\'=HYPERLINK(""http://x"")"\r\n');
});

test('a field that only some rows have is a column of all', () => {
  expect(toCsv([{ a: 1 }, { b: null, c: 'x' }])).toBe('a,b,c\r\n1,,\r\n,,x\r\n');
});
