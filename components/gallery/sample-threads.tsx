import type { ReactNode } from 'react';
import type { ThreadItem, ThreadRow, ThreadState } from '#components/thread/thread-row.ts';
import { DiffValue } from '#components/ui/diff-value.tsx';

type Template = { title: (name: string) => string; operation: string; change?: ReactNode; proof: string; undo: string };

const perItem: Template[] = [
  {
    title: (name) => `Clone golden-web-base as ${name}`,
    operation: 'array.san-a lun.clone',
    change: <DiffValue before={null} after="40 GiB, thin" />,
    proof: 'The clone is listed with golden-web-base as its parent',
    undo: 'Delete the clone',
  },
  {
    title: (name) => `Unmask ${name} to hv-03`,
    operation: 'array.san-a masking.add',
    change: <DiffValue before="no host" after="hv-03, read/write" />,
    proof: 'hv-03 can log in, a foreign initiator cannot',
    undo: 'Mask it again',
  },
  {
    title: (name) => `Start ${name}`,
    operation: 'host.hv-03 vm.start',
    proof: 'The READY line names the host',
    undo: 'Stop and remove the VM',
  },
];

/** Sample items named web-01 and on. */
export function sampleItems(count: number): ThreadItem[] {
  return Array.from({ length: count }, (_, at) => ({ key: `i${at}`, label: `web-${String(at + 1).padStart(2, '0')}` }));
}

/** Sample rows: two shared ones, then three per item in the states given for it. */
export function sampleRows(
  items: readonly ThreadItem[],
  states: (item: number) => readonly ThreadState[],
): ThreadRow[] {
  const shared: ThreadState = states(0)[0] === 'pending' ? 'pending' : 'proven';
  return [
    {
      key: 's0',
      item: null,
      title: 'Read golden-web-base back as sealed',
      operation: 'array.san-a lun.read',
      state: shared,
      proof: 'Access is read-only and a write over iSCSI is refused',
      durationMs: shared === 'proven' ? 42 : undefined,
    },
    {
      key: 's1',
      item: null,
      title: 'Reserve room in pool san-a/p1',
      operation: 'array.san-a pool.reserve',
      state: shared,
      change: <DiffValue before="61 %" after="64 %" />,
      undo: 'Give the room back',
      durationMs: shared === 'proven' ? 18 : undefined,
    },
    ...items.flatMap((item, at) =>
      perItem.map((template, row) => sampleRow(item, at, template, states(at)[row] ?? 'pending')),
    ),
  ];
}

function sampleRow(item: ThreadItem, at: number, template: Template, state: ThreadState): ThreadRow {
  const ran = ['done', 'proven', 'failed', 'undone', 'stuck'].includes(state);
  return {
    key: `${item.key}-${template.operation}`,
    item: item.key,
    title: template.title(item.label),
    operation: template.operation,
    change: template.change,
    proof: state === 'pending' || state === 'proven' ? template.proof : undefined,
    undo: template.undo,
    state,
    durationMs: ran ? 90 + ((at * 37) % 60) * 10 : undefined,
    usualMs: ran || state === 'running' ? 240 : undefined,
    attempts: state === 'failed' ? 3 : undefined,
    waitsFor:
      state === 'waiting' ? { lock: 'lun:golden-web-base', holder: <a href="/gallery/job">job 0192f3</a> } : undefined,
    problem:
      state === 'failed' || state === 'stuck' ? (
        <>
          <p className="font-medium">hv-03 has no initiator on this transport</p>
          <p className="text-muted">The golden is seen over iSCSI, hv-03 over FC alone. Choose another host.</p>
        </>
      ) : undefined,
    more: state === 'proven' ? <p className="text-muted">The request and its answer, as they were sent.</p> : undefined,
  };
}
