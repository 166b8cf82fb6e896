import { expect, it } from 'vitest';
import { questionHref } from './question-href.ts';

const array = { id: 'a', name: 'STORE-01' };
const many = (count: number) => Array.from({ length: count });

it('asks about the array as it is, never with fewer channels than it has', () => {
  expect(questionHref({ array, hosts: many(4), csvs: many(8), planned: 129 })).toBe(
    '/capacity/reservations?view=what-if&hosts=4&modules=1&channels=5&csvs=8&array=a',
  );
});

it('asks a question with an answer where there is no CSV yet', () => {
  expect(questionHref({ array, hosts: [], csvs: [], planned: 0 })).toContain('hosts=1&modules=1&channels=1&csvs=1');
});
