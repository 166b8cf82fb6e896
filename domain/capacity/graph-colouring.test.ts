import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colourGraph, EXACT_UP_TO, type Graph } from './graph-colouring.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

function graph(vertices: number, edges: readonly (readonly [number, number])[]): Graph {
  const neighbours = Array.from({ length: vertices }, () => new Set<number>());
  for (const [a, b] of edges) {
    if (a === b) continue;
    neighbours[a]?.add(b);
    neighbours[b]?.add(a);
  }
  return neighbours;
}
const ring = (n: number) =>
  graph(
    n,
    Array.from({ length: n }, (_, at) => [at, (at + 1) % n] as const),
  );
const complete = (n: number) =>
  graph(
    n,
    Array.from({ length: n * n }, (_, at) => [at % n, Math.floor(at / n)] as const),
  );

/** The slow truth: try every colouring with 1, 2, 3 … colours. */
function chromaticNumber(of: Graph): number {
  const fits = (vertex: number, colours: number[], k: number): boolean => {
    if (vertex === of.length) return true;
    for (let colour = 0; colour < k; colour++) {
      if ([...(of[vertex] ?? [])].some((neighbour) => colours[neighbour] === colour)) continue;
      colours[vertex] = colour;
      if (fits(vertex + 1, colours, k)) return true;
      colours.length = vertex;
    }
    return false;
  };
  let k = 0;
  while (!fits(0, [], k)) k++;
  return k;
}

/** Mycielski's construction: no triangle, yet one colour more each time, so a clique alone proves nothing. */
function mycielski(of: Graph): Graph {
  const n = of.length;
  const edges = of.flatMap((neighbours, a) =>
    [...neighbours].flatMap(
      (b) =>
        [
          [a, b],
          [n + a, b],
        ] as [number, number][],
    ),
  );
  return graph(2 * n + 1, [...edges, ...of.map((_, a) => [n + a, 2 * n] as [number, number])]);
}

describe('known graphs', () => {
  test.each([
    ['nothing', graph(0, []), 0],
    ['five that may be together', graph(5, []), 1],
    ['a farm of eight kept apart', complete(8), 8],
    ['a ring of six', ring(6), 2],
    ['a ring of seven', ring(7), 3],
    ['Grötzsch', mycielski(ring(5)), 4],
    ['a Mycielski graph of 23', mycielski(mycielski(ring(5))), 5],
  ])('%s', (_, of, count) => {
    expect(colourGraph(of)).toMatchObject({ count, lowerBound: count, exact: true });
  });
});

const edges = (n: number) => fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: n * 4 });

function expectProper(of: Graph, colours: readonly number[]) {
  of.forEach((neighbours, vertex) => {
    for (const neighbour of neighbours) expect(colours[neighbour]).not.toBe(colours[vertex]);
  });
}

test('optimal up to twelve', () => {
  const small = fc.integer({ min: 1, max: EXACT_UP_TO }).chain((n) => edges(n).map((list) => graph(n, list)));
  fc.assert(
    fc.property(small, (of) => {
      const { colours, count, exact } = colourGraph(of);
      expectProper(of, colours);
      expect(exact).toBe(true);
      expect(count).toBe(chromaticNumber(of));
      expect(new Set(colours).size).toBe(count);
    }),
    { numRuns: 300 },
  );
});

test('beyond, a proper colouring between proven bounds', () => {
  const large = fc.integer({ min: 13, max: 60 }).chain((n) => edges(n).map((list) => graph(n, list)));
  fc.assert(
    fc.property(large, (of) => {
      const { colours, count, lowerBound, exact } = colourGraph(of);
      expectProper(of, colours);
      expect(lowerBound).toBeLessThanOrEqual(count);
      expect(exact).toBe(lowerBound === count);
    }),
    { numRuns: 50 },
  );
});

test('a graph too hard to finish still ends, with bounds', () => {
  const hard = mycielski(mycielski(mycielski(mycielski(ring(5)))));
  const { colours, count, lowerBound } = colourGraph(hard);
  expectProper(hard, colours);
  expect(count).toBe(7);
  expect(lowerBound).toBeGreaterThanOrEqual(3);
});

test('two hundred farms of ten, and a chain through all of them', () => {
  const farms = Array.from({ length: 200 }, (_, farm) => farm * 10);
  const inside = farms.flatMap((from) =>
    Array.from({ length: 100 }, (_, at) => [from + (at % 10), from + Math.floor(at / 10)] as const),
  );
  const of = graph(2000, [...inside, ...farms.slice(1).map((from) => [from - 1, from] as const)]);
  const { colours, count, exact } = colourGraph(of);
  expectProper(of, colours);
  expect({ count, exact }).toEqual({ count: 10, exact: true });
});
