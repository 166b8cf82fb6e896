import type { ThreadItem, ThreadRow } from '#components/thread/thread-row.ts';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { DiffValue } from '#components/ui/diff-value.tsx';
import type { PlanDto } from '#contract/api/plans.ts';

/** A plan's rows as the thread draws them. */
export function planThread(plan: PlanDto): { rows: ThreadRow[]; items: ThreadItem[] } {
  return {
    items: plan.items.map((item) => ({ key: item.key, label: item.title })),
    rows: plan.rows.map((row) => ({
      key: row.key,
      item: row.item,
      title: row.title,
      state: 'pending',
      operation: `${row.agentName} ${row.operation}`,
      change:
        row.before === null && row.after === null ? undefined : <DiffValue before={row.before} after={row.after} />,
      proof: row.proof?.title,
      undo: undoText(row.undo),
      more: <CodeBlock what={`Parameters of ${row.title}`} code={JSON.stringify(row.params, null, 2)} />,
    })),
  };
}

function undoText(undo: PlanDto['rows'][number]['undo']): string | undefined {
  if (undo.kind === 'operation') return undo.title;
  return undo.kind === 'irreversible' ? `Cannot be taken back: ${undo.why}` : undefined;
}
