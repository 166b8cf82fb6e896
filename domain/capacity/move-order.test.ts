import { expect, test } from 'vitest';
import type { AdvisorInput } from './advisor-input.ts';
import { advisorModel } from './advisor-model.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { orderMoves } from './move-order.ts';

const ordered = (input: Partial<AdvisorInput>, target: number[]) =>
  orderMoves(advisorModel(madeInput({ reservePercent: 0, ...input })), Int32Array.from(target));
const csvs = ['a', 'b', 'c'].map((id) => madeCsv(id, { sizeBytes: 100 }));

test('who makes room goes first', () => {
  const vms = [madeVm('v', 'a', 80), madeVm('w', 'b', 70)];
  const { moves, waiting } = ordered({ csvs, vms }, [1, 2]);
  expect(moves.map(({ vm, to }) => [vm, to])).toEqual([
    [1, 2],
    [0, 1],
  ]);
  expect(waiting).toEqual([]);
});

test('a ring is opened by a stop on the way', () => {
  const vms = [madeVm('v', 'a', 80), madeVm('w', 'b', 70)];
  const { moves } = ordered({ csvs, vms }, [1, 0]);
  expect(moves).toEqual([
    { vm: 1, to: 2, bytes: 70, staged: true },
    { vm: 0, to: 1, bytes: 80, staged: false },
    { vm: 1, to: 0, bytes: 70, staged: false },
  ]);
});

test('without room for a stop the ring waits', () => {
  const vms = [madeVm('v', 'a', 80), madeVm('w', 'b', 70)];
  expect(ordered({ csvs: csvs.slice(0, 2), vms }, [1, 0])).toEqual({ moves: [], waiting: [0, 1] });
});

test('rivals do not meet on the way', () => {
  const vms = [madeVm('v', 'a', 10), madeVm('w', 'b', 10)];
  const { moves } = ordered({ csvs, vms, apart: [{ name: 'r', vmIds: ['v', 'w'] }] }, [1, 0]);
  expect(moves.map(({ vm, to, staged }) => [vm, to, staged])).toEqual([
    [0, 2, true],
    [1, 0, false],
    [0, 1, false],
  ]);
});

test('of a spread VM only what is elsewhere is copied', () => {
  const spread = madeVm('s', 'a', 0, {
    disks: [
      { csvId: 'a', sizeBytes: 30 },
      { csvId: 'b', sizeBytes: 40 },
    ],
  });
  expect(ordered({ csvs, vms: [spread] }, [1]).moves).toEqual([{ vm: 0, to: 1, bytes: 30, staged: false }]);
  const full = [spread, madeVm('x', 'b', 50)];
  expect(ordered({ csvs, vms: full }, [1, 1])).toMatchObject({ waiting: [0] });
});
