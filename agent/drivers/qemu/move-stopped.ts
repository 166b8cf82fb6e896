import { run } from '#agent/exec/run.ts';
import { iscsiOptions, type VmDisk } from './block-nodes.ts';

export type StoppedMove = {
  from: VmDisk;
  to: VmDisk;
  initiator: string;
  /** null = as fast as it goes. */
  bytesPerSecond: number | null;
};

/** In an option list a comma begins the next option unless it is doubled. */
const optionList = (options: { [name: string]: string | number }) =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${String(value).replaceAll(',', ',,')}`)
    .join(',');

/** The copier dies with the agent that started it: nobody else would know that it still writes. */
export function copierArgv({ from, to, initiator, bytesPerSecond }: StoppedMove): [string, ...string[]] {
  return [
    ...(['setpriv', '--pdeathsig', 'KILL'] as const),
    ...['qemu-img', 'convert', '-n', '-t', 'writeback', '--image-opts', '--target-image-opts'],
    ...(bytesPerSecond === null ? [] : ['-r', String(bytesPerSecond)]),
    ...[optionList(iscsiOptions(from, initiator)), optionList(iscsiOptions(to, initiator))],
  ];
}

const longestMs = 2 ** 31 - 1;

/** Copies the disk of a stopped VM from LUN to LUN over iSCSI. Throws when it fails or `signal` is aborted. */
export async function copyStopped(move: StoppedMove, signal: AbortSignal): Promise<void> {
  await run(copierArgv(move), { deadlineMs: longestMs, signal });
}
