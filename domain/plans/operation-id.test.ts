import { expect, test } from 'vitest';
import { operationId } from './operation-id.ts';

const job = '0190a000-0000-7000-8000-000000000000';

test('the same for a resend, another for another row, round or direction', () => {
  expect(operationId(job, 0, 'vm-1.clone', 'do')).toBe(`${job}:0:vm-1.clone:do`);
  const ids = [
    operationId(job, 0, 'vm-1.clone', 'do'),
    operationId(job, 0, 'vm-1.clone', 'undo'),
    operationId(job, 1, 'vm-1.clone', 'do'),
    operationId(job, 0, 'vm-1.present', 'do'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('the longest row key a plan may have still fits an id of 120 characters', () => {
  expect(operationId(job, 99_999, 'x'.repeat(60), 'undo').length).toBeLessThanOrEqual(120);
});
