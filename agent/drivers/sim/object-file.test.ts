import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { followObjects } from './follow-objects.ts';
import { openObjects } from './object-file.ts';

const Thing = z.object({ n: z.number() });
let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-objects-'));
  file = path.join(folder, 'below', 'things.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const reopened = () => {
  const objects = openObjects(file, Thing);
  objects.close();
  return objects.all();
};

it('keeps the last of every object', () => {
  const objects = openObjects(file, Thing);
  objects.put('a', { n: 1 });
  objects.put('__proto__', { n: 2 });
  objects.put('a', { n: 3 });
  objects.put('b', { n: 4 });
  objects.remove('b');
  objects.remove('never there');
  expect(objects.all()).toEqual([{ n: 3 }, { n: 2 }]);
  expect(objects.changes()).toBe(5);
  objects.close();
  expect(reopened()).toEqual([{ n: 3 }, { n: 2 }]);
});

it('forgets a change that was cut off, and goes on behind it', () => {
  openObjects(file, Thing).put('a', { n: 1 });
  appendFileSync(file, '{"key":"a","value":{"n"');
  const objects = openObjects(file, Thing);
  expect(objects.all()).toEqual([{ n: 1 }]);
  objects.put('b', { n: 2 });
  expect(reopened()).toEqual([{ n: 1 }, { n: 2 }]);
});

it('is written anew when most of it is past', () => {
  const objects = openObjects(file, Thing);
  for (let n = 0; n < 2000; n += 1) objects.put('a', { n });
  objects.close();
  const follower = followObjects(file, Thing);
  expect(follower.now().get('a')).toEqual({ n: 1999 });
  const again = openObjects(file, Thing);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2);
  again.put('b', { n: 1 });
  expect([...follower.now()]).toEqual([
    ['a', { n: 1999 }],
    ['b', { n: 1 }],
  ]);
  again.close();
});

it('shows others what is written, line by line', () => {
  const follower = followObjects(file, Thing);
  expect(follower.now().size).toBe(0);
  const objects = openObjects(file, Thing);
  objects.put('a', { n: 1 });
  expect(follower.now().get('a')).toEqual({ n: 1 });
  appendFileSync(file, '{"key":"b",');
  expect([...follower.now().keys()]).toEqual(['a']);
  appendFileSync(file, '"value":{"n":2}}\n{"key":"a","value":null}\n');
  expect([...follower.now()]).toEqual([['b', { n: 2 }]]);
  const seen = follower.changes();
  follower.now();
  expect(follower.changes()).toBe(seen);
  objects.close();
});
