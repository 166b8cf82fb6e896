import { expect, it } from 'vitest';
import { Busy } from './busy.ts';
import { objectLocks } from './object-locks.ts';

const longMs = 30_000;

it('lets those that only rely on an object go together, and one that changes it go alone', async () => {
  const { hold } = objectLocks();
  const events: string[] = [];
  const enter = async (name: string, exclusive: string[], shared: string[]) => {
    const release = await hold({ exclusive, shared }, longMs);
    events.push(name);
    return release;
  };
  const one = await enter('reader one', [], ['a']);
  const two = await enter('reader two', [], ['a']);
  const writer = enter('writer', ['a'], []);
  const three = enter('reader three', [], ['a']);
  expect(events).toEqual(['reader one', 'reader two']);
  one();
  two();
  (await writer)();
  (await three)();
  expect(events).toEqual(['reader one', 'reader two', 'writer', 'reader three']);
});

it('keeps the order in which acts came, whichever objects they name', async () => {
  const { hold } = objectLocks();
  const order: number[] = [];
  const names = [['b', 'a'], ['a'], ['b', 'c'], ['c', 'a'], ['a', 'b', 'c']];
  const acts = names.map(async (exclusive, at) => {
    const release = await hold({ exclusive, shared: [] }, longMs);
    order.push(at);
    release();
  });
  await Promise.all(acts);
  expect(order.indexOf(0)).toBeLessThan(order.indexOf(1));
  expect(order.indexOf(0)).toBeLessThan(order.indexOf(2));
  expect(order.at(-1)).toBe(4);
});

it('gives up in time, holding nothing and blocking no one', async () => {
  const { hold } = objectLocks();
  const release = await hold({ exclusive: ['a'], shared: [] }, longMs);
  const late = hold({ exclusive: ['b', 'a'], shared: [] }, 10);
  await expect(late).rejects.toBeInstanceOf(Busy);
  (await hold({ exclusive: ['b'], shared: [] }, longMs))();
  release();
  (await hold({ exclusive: ['a', 'b'], shared: [] }, longMs))();
});
