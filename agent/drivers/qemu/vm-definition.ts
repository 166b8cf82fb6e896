import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '#agent/durable-file.ts';
import { type OperationParams, operations } from '#contract/agent/operation.ts';

export type VmDefinition = OperationParams<'vm.create'>;

/** Files of one VM. */
export const vmFiles = (dir: string) => ({
  definition: path.join(dir, 'vm.json'),
  pid: path.join(dir, 'qemu.pid'),
  log: path.join(dir, 'qemu.log'),
  console: path.join(dir, 'console.log'),
});

/** Names within a VM's folder, for a program that runs in it: a path to a Unix socket may not be long. */
export const qmpSocketName = 'qmp.sock';

/** Keys are any text, so a folder is called by their digest. */
export function vmDir(stateDir: string, key: string): string {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return path.join(stateDir, 'vms', name);
}

async function readDefinition(dir: string): Promise<VmDefinition | null> {
  const text = await readFile(vmFiles(dir).definition, 'utf8').catch(() => null);
  return text === null ? null : operations['vm.create'].parse(JSON.parse(text));
}

/** null = there is no such VM. */
export function findDefinition(stateDir: string, key: string): Promise<VmDefinition | null> {
  return readDefinition(vmDir(stateDir, key));
}

export async function listDefinitions(stateDir: string): Promise<VmDefinition[]> {
  const folder = path.join(stateDir, 'vms');
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(names.sort().map((name) => readDefinition(path.join(folder, name))));
  return found.filter((definition) => definition !== null);
}

export async function saveDefinition(stateDir: string, definition: VmDefinition): Promise<void> {
  const dir = vmDir(stateDir, definition.key);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  writeDurably(vmFiles(dir).definition, JSON.stringify(definition, null, 2));
}

/** The definition goes first: what is left of a folder without one is no VM. */
export async function removeVm(stateDir: string, key: string): Promise<void> {
  const dir = vmDir(stateDir, key);
  await rm(vmFiles(dir).definition, { force: true });
  await rm(dir, { recursive: true, force: true });
}
