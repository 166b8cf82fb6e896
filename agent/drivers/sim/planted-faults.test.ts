import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { meetFaults, type PlantedFault } from './planted-faults.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-faults-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const plant = (id: string, fault: PlantedFault) =>
  writeFileSync(path.join(folder, `${id}.json`), JSON.stringify(fault));
const meet = (act: string, name: string) => meetFaults(folder, act, name);
const free = { pretend: false };

it('lets everything through where nothing is planted', async () => {
  expect(await meetFaults(null, 'clone', 'web')).toEqual(free);
  expect(await meetFaults(path.join(folder, 'none'), 'clone', 'web')).toEqual(free);
  expect(await meet('clone', 'web')).toEqual(free);
});

it('meets the named act and object alone, as often as it says', async () => {
  plant('a', { act: 'clone', mode: 'fail', name: 'web-1', times: 2 });
  expect(await meet('delete', 'web-1')).toEqual(free);
  expect(await meet('clone', 'web-10')).toEqual(free);
  await expect(meet('clone', 'web-1')).rejects.toMatchObject({ name: 'Failed' });
  await expect(meet('clone', 'web-1')).rejects.toMatchObject({ name: 'Failed' });
  expect(await meet('clone', 'web-1')).toEqual(free);
  expect(readFileSync(path.join(folder, 'a.met'), 'utf8')).toBe('clone web-1\nclone web-1\n');
});

it('refuses and lies', async () => {
  plant('a', { act: 'clone', mode: 'refuse' });
  plant('b', { act: 'delete', mode: 'lie' });
  await expect(meet('clone', 'web')).rejects.toMatchObject({ name: 'Refused' });
  expect(await meet('delete', 'web')).toEqual({ pretend: true });
});

it('stands still until the fault is taken away', async () => {
  plant('a', { act: 'clone', mode: 'wait' });
  const through = vi.fn();
  const standing = meet('clone', 'web').then(through);
  await vi.waitFor(() => expect(readFileSync(path.join(folder, 'a.met'), 'utf8')).toBe('clone web\n'));
  expect(through).not.toHaveBeenCalled();
  rmSync(path.join(folder, 'a.json'));
  await standing;
  expect(through).toHaveBeenCalledWith(free);
});
