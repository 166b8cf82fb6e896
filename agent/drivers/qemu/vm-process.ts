import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Failed } from '#agent/drivers/failed.ts';
import {
  endProcess,
  isRunning,
  type ProcessIdentity,
  processOfPidFile,
  waitForEnd,
} from '#agent/exec/process-table.ts';
import { startDaemon } from '#agent/exec/start-daemon.ts';
import type { QemuOptions } from './qemu-options.ts';
import { sendToMonitor } from './qmp.ts';
import { findReady, type Ready } from './ready-line.ts';
import { startFailure } from './start-failure.ts';
import { vmArgv } from './vm-argv.ts';
import { type VmDefinition, vmFiles } from './vm-definition.ts';

const lookEveryMs = 50;
/** A guest says READY while it boots; later output is its own affair. */
const consoleHeadBytes = 1_048_576;

/** The VM's process, also one that an earlier run of the agent started; null = it is not running. */
export function findVmProcess(dir: string): ProcessIdentity | null {
  const { pid } = vmFiles(dir);
  return processOfPidFile(pid, pid);
}

/** What the guest said since its last start. */
export async function readReady(dir: string): Promise<Ready | null> {
  const file = await open(vmFiles(dir).console, 'r').catch(() => null);
  if (!file) return null;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(consoleHeadBytes), 0, consoleHeadBytes, 0);
    return findReady(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Starts QEMU in the VM's folder. It outlives the agent. */
export async function launchVm(definition: VmDefinition, options: QemuOptions, dir: string): Promise<ProcessIdentity> {
  const files = vmFiles(dir);
  await writeFile(files.console, '', { mode: 0o600 });
  await rm(files.pid, { force: true });
  return (await startDaemon(vmArgv(definition, options, dir), { logFile: files.log, cwd: dir })).identity;
}

function notReady(definition: VmDefinition, sentence: string): Failed {
  const remedy = 'Look at the serial console of the VM.';
  return new Failed('not_ready', `VM ${definition.name} ${sentence}`, remedy, { hostname: definition.hostname });
}

/**
 * Waits until the guest of this process says READY under its own name. Throws Refused `access_denied`, or Failed
 * `not_ready` when QEMU ended, another name came, or `signal` was aborted.
 */
export async function waitForReady(
  definition: VmDefinition,
  dir: string,
  identity: ProcessIdentity,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const isUp = isRunning(identity);
    const ready = await readReady(dir);
    if (!isUp) throw startFailure(definition.name, await readFile(vmFiles(dir).log, 'utf8').catch(() => ''));
    if (ready?.hostname === definition.hostname) return;
    if (ready) throw notReady(definition, `calls itself ${ready.hostname}, not ${definition.hostname}.`);
    if (signal.aborted) throw notReady(definition, 'did not say READY in time.');
    await delay(lookEveryMs);
  }
}

/** A guest may not listen yet, or not for the first press. */
const pressEveryMs = 5_000;

/** Presses the power button until the guest has gone; false when it is still there after `graceMs`. */
async function shutDown(dir: string, identity: ProcessIdentity, graceMs: number): Promise<boolean> {
  const end = performance.now() + graceMs;
  while (performance.now() < end) {
    await sendToMonitor(dir, 'system_powerdown').catch(() => {});
    if (await waitForEnd(identity, Math.min(pressEveryMs, end - performance.now()))) return true;
  }
  return false;
}

/** Presses the power button if the guest is up and `graceMs` allows, then ends QEMU by its monitor, then by its pid. */
export async function stopVmProcess(dir: string, identity: ProcessIdentity, graceMs: number): Promise<void> {
  if ((await readReady(dir)) && (await shutDown(dir, identity, graceMs))) return;
  await sendToMonitor(dir, 'quit').catch(() => {});
  if (await waitForEnd(identity, 10_000)) return;
  await endProcess(identity, [
    ['SIGTERM', 5_000],
    ['SIGKILL', 10_000],
  ]);
}
