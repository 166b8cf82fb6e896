import { expect, it } from 'vitest';
import { remedyHref } from './remedy-href.ts';

const remedy = (procedure: string, input: Record<string, unknown>) =>
  remedyHref({ sentence: 'Do it.', procedure, input });

it('leads to the wizard of a procedure, filled in', () => {
  expect(remedy('seal-golden', { templateId: 't' })).toBe('/templates/t/seal');
  expect(remedy('retire-csv', { lunId: 'l' })).toBe('/storage/csvs/retire?lun=l');
  expect(remedy('create-csv', { clusterId: 'c' })).toBe('/storage/csvs/new?cluster=c');
  expect(remedy('clear-stale-registrations', { arrayId: 'a' })).toBe('/storage/csvs/clear-stale?array=a');
  expect(remedy('clear-stale-registrations', { lunIds: ['l', 'm'] })).toBe('/storage/csvs/clear-stale?luns=l,m');
  expect(remedy('consolidate-csvs', {})).toBe('/capacity/csvs');
});

it('goes where it is told, and nowhere when it cannot be filled in', () => {
  expect(remedyHref({ sentence: 'Look.', href: '/hosts' })).toBe('/hosts');
  expect(remedy('clear-stale-registrations', {})).toBeNull();
  expect(remedy('seal-golden', {})).toBeNull();
});
