import { expect, test } from 'vitest';
import { advisorModel } from './advisor-model.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { emptyPlacement, put } from './placement.ts';
import { better, carryOut, type Solution, solveParts } from './solve-parts.ts';

const csvs = [madeCsv('a'), madeCsv('b'), madeCsv('z', { drPolicy: 'sync' })];
const vms = [madeVm('v', 'a', 10), madeVm('w', 'z', 20, { drPolicy: 'sync' })];
const model = advisorModel(madeInput({ csvs, vms }));

test('each part is solved with the others at home and its own VMs nowhere', () => {
  const seen: number[][] = [];
  const placement = solveParts(model, (now, part) => {
    seen.push([...now.csvOf]);
    for (const at of part.vms) put(now, at, part.csvs.at(-1) ?? -1);
  });
  expect(seen).toEqual([
    [-1, 2],
    [1, -1],
  ]);
  expect([...placement.csvOf]).toEqual([1, 2]);
});

test('a placement with all its moves is a solution; one that leaves a VM out is none', () => {
  const placement = emptyPlacement(model);
  put(placement, 0, 1);
  expect(carryOut(placement)).toEqual({ solution: null, waiting: [1] });
  put(placement, 1, 2);
  expect(carryOut(placement)).toMatchObject({ solution: { csvs: 2, moves: [{ vm: 0, to: 1 }] }, waiting: [] });
});

test('fewer CSVs, then fewer moves', () => {
  const solution = (used: number, moves: number): Solution => ({
    placement: emptyPlacement(model),
    csvs: used,
    moves: new Array(moves).fill({ vm: 0, to: 0, bytes: 0, staged: false }),
  });
  const [few, many, same] = [solution(1, 9), solution(2, 1), solution(1, 9)];
  expect(better(many, few)).toBe(few);
  expect(better(few, same)).toBe(few);
  expect(better(few, solution(1, 8))?.moves).toHaveLength(8);
  expect([better(null, few), better(few, null), better(null, null)]).toEqual([few, few, null]);
});
