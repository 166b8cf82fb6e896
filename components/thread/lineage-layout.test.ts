import { expect, it } from 'vitest';
import { layLineage } from './lineage-layout.ts';

const node = (key: string, parent: string | null = null) => ({ key, parent });
const shape = (nodes: { key: string; parent: string | null }[]) =>
  layLineage(nodes).map(({ node: { key }, depth, passes, hasChildren }) => [key, depth, passes, hasChildren]);

it('hangs clones under their golden, and clones of clones under those', () => {
  expect(shape([node('golden'), node('a', 'golden'), node('b', 'golden'), node('a1', 'a')])).toEqual([
    ['golden', 0, [], true],
    ['a', 1, [0], true],
    ['a1', 2, [0], false],
    ['b', 1, [], false],
  ]);
});

it('takes a node with an unknown parent as a root', () => {
  expect(shape([node('orphan', 'gone')])).toEqual([['orphan', 0, [], false]]);
});

it('shows every node of a ring once', () => {
  expect(shape([node('x', 'y'), node('y', 'x')]).map(([key]) => key)).toEqual(['x', 'y']);
});
