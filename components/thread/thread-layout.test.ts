import { describe, expect, it } from 'vitest';
import { layThread } from './thread-layout.ts';
import { type ThreadState, threadState } from './thread-row.ts';

const items = [
  { key: 'a', label: 'web-01' },
  { key: 'b', label: 'web-02' },
];
const row = (item: string | null, state: ThreadState = 'pending') => ({ item, state });

describe('layThread', () => {
  it('draws one thread where all rows are shared, open at both ends', () => {
    const laid = layThread([row(null), row(null)], []);
    expect(laid.map(({ lanes }) => [lanes[0]?.above, lanes[0]?.below])).toEqual([
      [null, 'bare'],
      ['bare', null],
    ]);
  });

  it('parts into one lane per item and joins again', () => {
    const laid = layThread([row(null), row('a'), row('b'), row(null)], items);
    expect(laid.map(({ lanes }) => lanes.length)).toEqual([1, 2, 2, 1]);
    expect(laid.map(({ parts }) => parts)).toEqual([null, [0, 1], null, null]);
    expect(laid.map(({ joins }) => joins)).toEqual([null, null, null, [0, 1]]);
  });

  it('lets the thread of another item pass beside a row', () => {
    const laid = layThread([row(null), row('a'), row('b'), row(null)], items);
    expect(laid[1]?.lanes[1]).toEqual({ above: 'bare', below: 'bare', knot: null, back: null });
    expect(laid[2]?.lanes[0]).toEqual({ above: 'bare', below: 'bare', knot: null, back: null });
  });

  it('begins an item thread at its first row and ends it at its last where nothing is shared', () => {
    const laid = layThread([row('a'), row('b'), row('a'), row('b')], items);
    expect(laid[0]?.lanes[1]).toMatchObject({ above: null, below: null });
    expect(laid[3]?.lanes[0]).toMatchObject({ above: null, below: null });
    expect(laid[1]?.lanes[0]).toMatchObject({ above: 'bare', below: 'bare' });
  });

  it('dyes the thread as far as it has run', () => {
    const laid = layThread([row(null, 'proven'), row(null, 'running'), row(null)], []);
    expect(laid.map(({ lanes }) => [lanes[0]?.above, lanes[0]?.below])).toEqual([
      [null, 'dyed'],
      ['dyed', 'bare'],
      ['bare', null],
    ]);
  });

  it('leads the undo from the failed row back up to the first row taken back', () => {
    const states: ThreadState[] = ['proven', 'undone', 'undoing', 'failed', 'pending'];
    const laid = layThread(
      states.map((state) => row('a', state)),
      items,
    );
    expect(laid.map(({ lanes }) => lanes[0]?.back)).toEqual([null, 'end', 'pass', 'start', null]);
  });

  it('draws no undo in the thread of an item that kept its work', () => {
    const laid = layThread([row('a', 'undone'), row('b', 'proven'), row('a', 'failed'), row('b', 'proven')], items);
    expect(laid.map(({ lanes }) => lanes[1]?.back)).toEqual([null, null, null, null]);
    expect(laid.map(({ lanes }) => lanes[0]?.back)).toEqual(['end', 'pass', 'start', null]);
  });
});

it('draws a pending row that waits for a lock as waiting, and no other', () => {
  expect(threadState('pending', true)).toBe('waiting');
  expect(threadState('sent', true)).toBe('running');
  expect(threadState('undo_sent', false)).toBe('undoing');
});
