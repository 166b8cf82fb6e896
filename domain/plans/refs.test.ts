import { expect, test } from 'vitest';
import { MissingOutput, refsOf, resolveParams } from './refs.ts';

const outputs = new Map([['vm-1.clone', { targetIqn: 'iqn.2026-01.lab:c1', lunNumber: 1, portal: null }]]);
const iqn = { $row: 'vm-1.clone', output: 'targetIqn' };

test('refs are replaced however deep, all else is kept', () => {
  const params = {
    key: 'k',
    disks: [{ uniqueId: 'ab', targetIqn: iqn, lunNumber: { $row: 'vm-1.clone', output: 'lunNumber' } }],
  };
  expect(resolveParams(params, outputs)).toEqual({
    key: 'k',
    disks: [{ uniqueId: 'ab', targetIqn: 'iqn.2026-01.lab:c1', lunNumber: 1 }],
  });
  expect(refsOf(params)).toEqual([iqn, { $row: 'vm-1.clone', output: 'lunNumber' }]);
});

test.each([
  ['a row that has not answered', { $row: 'vm-2.clone', output: 'targetIqn' }],
  ['an output it has not given', { $row: 'vm-1.clone', output: 'serial' }],
  ['an output that is null', { $row: 'vm-1.clone', output: 'portal' }],
  ['an inherited member', { $row: 'vm-1.clone', output: 'constructor' }],
])('%s is a MissingOutput that names row and output', (_, ref) => {
  let error: unknown;
  try {
    resolveParams({ value: [ref] }, outputs);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(MissingOutput);
  expect(error).toMatchObject({ row: ref.$row, output: ref.output });
});

test('an object that merely has such a member besides others is no ref', () => {
  const params = { value: { $row: 'a', output: 'b', more: 1 } };
  expect(refsOf(params)).toEqual([]);
  expect(resolveParams(params, new Map())).toEqual(params);
});
