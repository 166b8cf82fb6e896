import { expect, it } from 'vitest';
import { knowsOperation } from './known-operations.ts';

const systems = [
  { system: 'array-1', kind: 'array', driver: 'sim', operations: ['registrations.admit'] },
  { system: 'array-2', kind: 'array', driver: 'qsd', operations: ['lun.create'] },
];

it('is what the agent said of that very system', () => {
  expect(knowsOperation({ systems }, 'array-1', 'registrations.admit')).toBe(true);
  expect(knowsOperation({ systems }, 'array-2', 'registrations.admit')).toBe(false);
  expect(knowsOperation({ systems }, 'array-3', 'registrations.admit')).toBe(false);
});

it('is nothing where the agent said nothing that can be read', () => {
  expect(knowsOperation({}, 'array-1', 'registrations.admit')).toBe(false);
  expect(knowsOperation({ systems: 'none' }, 'array-1', 'registrations.admit')).toBe(false);
});
