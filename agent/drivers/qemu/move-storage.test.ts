import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nodeOf } from './block-nodes.ts';
import { hasJournal, readJournal, removeJournal, writeJournal } from './move-journal.ts';
import { copierArgv } from './move-stopped.ts';
import { createMoves } from './moves.ts';
import { settleMove } from './settle-move.ts';
import { findDefinition, saveDefinition, vmDir } from './vm-definition.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'heddle-move-'));
afterAll(() => rmSync(dir, { recursive: true }));

const disk = (number: number) => ({
  uniqueId: `60de${String(number).padStart(28, '0')}`,
  targetIqn: `iqn.2026-01.lab:${number}`,
  portal: '10.0.0.1:3260',
  lunNumber: 1,
});
const definition = (key: string) => ({
  key,
  name: key,
  hostname: key,
  cpus: 1,
  memoryBytes: 2 ** 28,
  disks: [disk(1), disk(2)],
});
const define = async (key: string) => {
  await saveDefinition(dir, definition(key));
  return definition(key);
};
const journal = { from: disk(1).uniqueId, to: disk(3) };

test('each LUN has a node name of its own that QEMU takes', () => {
  const names = [disk(1), disk(2), { uniqueId: 'ff'.repeat(32) }].map(nodeOf);
  expect(new Set(names).size).toBe(3);
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]{1,30}$/);
});

test('a VM that stopped while it was copied is on its old LUN, one that was told to go over is on the new', async () => {
  for (const [phase, first] of [
    ['copying', disk(1)],
    ['pivoting', disk(3)],
  ] as const) {
    const vm = await define(phase);
    writeJournal(vmDir(dir, phase), { ...journal, phase });
    const settled = await settleMove(dir, vm);
    expect(settled.disks).toEqual([first, disk(2)]);
    expect(await findDefinition(dir, phase)).toEqual(settled);
    expect(await readJournal(vmDir(dir, phase))).toBeNull();
    expect(await settleMove(dir, settled)).toEqual(settled);
  }
});

test('a look settles nothing of a move that goes on', async () => {
  const vm = await define('going');
  const folder = vmDir(dir, 'going');
  const moves = createMoves();
  let settlings = 0;
  const settle = async () => {
    settlings++;
    await removeJournal(folder);
    return vm;
  };
  await moves.during('going', async () => {
    writeJournal(folder, { ...journal, phase: 'copying' });
    expect(await moves.settle(vm, settle, folder)).toBe(vm);
  });
  expect([settlings, hasJournal(folder)]).toEqual([0, true]);
  await Promise.all([moves.settle(vm, settle, folder), moves.settle(vm, settle, folder)]);
  expect(hasJournal(folder)).toBe(false);
  await moves.settle(vm, settle, folder);
  expect(settlings).toBe(2);
});

test('the copier names both LUNs and the initiator, holds no shell, and ends with its agent', () => {
  const [from, to] = [disk(1), { ...disk(2), targetIqn: 'iqn.2026-01.lab:a,b' }];
  const argv = copierArgv({ from, to, initiator: 'iqn.2026-01.lab:host', bytesPerSecond: 1000 });
  expect(argv.slice(0, 5)).toEqual(['setpriv', '--pdeathsig', 'KILL', 'qemu-img', 'convert']);
  expect(argv[argv.indexOf('-r') + 1]).toBe('1000');
  expect(argv.at(-2)).toContain('target=iqn.2026-01.lab:1,lun=1,initiator-name=iqn.2026-01.lab:host');
  expect(argv.at(-1)).toContain('target=iqn.2026-01.lab:a,,b,');
  expect(copierArgv({ from, to, initiator: 'iqn.2026-01.lab:host', bytesPerSecond: null })).not.toContain('-r');
});
