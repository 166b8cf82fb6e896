import { expect, it } from 'vitest';
import { rankHits } from './rank-hits.ts';

const hit = (name: string, detail: string | null = null, id = name) => ({ kind: 'vm', id, name, detail });

it('puts the name itself first, then names that start with it, then the others', () => {
  const found = rankHits([hit('old-web-1'), hit('web-10'), hit('WEB-1'), hit('x', 'web-1')], 'web-1');
  expect(found.map(({ name }) => name)).toEqual(['WEB-1', 'x', 'web-10', 'old-web-1']);
});

it('shows an object once, however it was found', () => {
  expect(rankHits([hit('a', 'iqn.1', '1'), hit('a', 'a.example', '1')], 'a')).toHaveLength(1);
});

it('shows at most forty', () => {
  expect(
    rankHits(
      Array.from({ length: 60 }, (_, n) => hit(`web-${n}`)),
      'web',
    ),
  ).toHaveLength(40);
});
