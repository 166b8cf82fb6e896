import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colourGraph, type Graph } from './graph-colouring.ts';
import { packByIops } from './iops-packing.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const alone: Graph = [new Set(), new Set(), new Set(), new Set()];

test('the colouring stands while it fits or while nothing is known', () => {
  expect(packByIops(alone, [0, 0, 0, 0], [60, 60, 60, 60], null)).toEqual([0, 0, 0, 0]);
  expect(packByIops(alone, [0, 0, 0, 0], [60, 60, 60, 60], 240)).toEqual([0, 0, 0, 0]);
});

test('beyond a disk group the VMs are dealt to more CSVs', () => {
  expect(packByIops(alone, [0, 0, 0, 0], [60, 60, 60, 60], 130)).toEqual([0, 0, 1, 1]);
});

test('neighbours stay apart, no CSV passes the bound, and every CSV is used', () => {
  const of = fc.record({
    iops: fc.array(fc.nat(100), { minLength: 1, maxLength: 30 }),
    edges: fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 40 }),
    perCsv: fc.integer({ min: 100, max: 500 }),
  });
  fc.assert(
    fc.property(of, ({ iops, edges, perCsv }) => {
      const graph = iops.map(
        (_, vm) =>
          new Set(
            edges.flatMap(([a, b]) =>
              a === b || Math.max(a, b) >= iops.length ? [] : a === vm ? [b] : b === vm ? [a] : [],
            ),
          ),
      );
      const packed = packByIops(graph, colourGraph(graph).colours, iops, perCsv);
      const loads = new Map<number, number>();
      packed.forEach((csv, vm) => {
        loads.set(csv, (loads.get(csv) ?? 0) + (iops[vm] ?? 0));
        for (const neighbour of graph[vm] ?? []) expect(packed[neighbour]).not.toBe(csv);
      });
      for (const load of loads.values()) expect(load).toBeLessThanOrEqual(perCsv);
      expect([...loads.keys()].toSorted((a, b) => a - b)).toEqual([...loads.keys()].map((_, at) => at));
    }),
  );
});
