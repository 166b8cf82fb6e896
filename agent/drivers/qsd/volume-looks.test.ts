import { expect, test } from 'vitest';
import { createVolumeLooks } from './volume-looks.ts';

function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

test('an act waits for the looks that are going on, and no look begins meanwhile', async () => {
  const looks = createVolumeLooks();
  const told: string[] = [];
  const [look, act] = [gate(), gate()];
  const looking = looks.look('a', () => look.passed.then(() => void told.push('looked')));
  const acting = looks.act('a', async () => {
    told.push('acting');
    await act.passed;
  });
  await looks.look('a', async () => void told.push('too late'));
  await looks.look('b', async () => void told.push('another disk'));
  expect(told).toEqual(['another disk']);
  look.open();
  await looking;
  await expect.poll(() => told).toEqual(['another disk', 'looked', 'acting']);
  act.open();
  await acting;
  await looks.look('a', async () => void told.push('again'));
  expect(told.at(-1)).toBe('again');
});

test('a look that fails keeps no act waiting', async () => {
  const looks = createVolumeLooks();
  const failing = looks.look('a', () => Promise.reject(new Error('unreadable')));
  await expect(failing).rejects.toThrow('unreadable');
  expect(await looks.act('a', async () => 'done')).toBe('done');
});
