import { searchHref } from '#components/layout/search-href.ts';
import { type ThreadItem, type ThreadRow, threadState } from '#components/thread/thread-row.ts';
import { Anchor } from '#components/ui/anchor.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { DiffValue } from '#components/ui/diff-value.tsx';
import type { JobDto, JobRowDto } from '#contract/api/jobs.ts';
import { paths } from '#contract/paths.ts';

/** A job's rows as the thread draws them. */
export function jobThread(job: JobDto): { rows: ThreadRow[]; items: ThreadItem[] } {
  return {
    items: job.items.map((item) => ({ key: item.key, label: item.title, href: itemHref(item) })),
    rows: job.rows.map((row) => threadRow(row, job.waitingFor)),
  };
}

/** The object that the item was about, once it is there. */
function itemHref({ state, object }: JobDto['items'][number]): string | undefined {
  return state === 'succeeded' && object?.id ? searchHref({ kind: object.kind, id: object.id }) : undefined;
}

function threadRow(row: JobRowDto, waitingFor: JobDto['waitingFor']): ThreadRow {
  const waits =
    waitingFor !== null && row.locks.some((lock) => lock === waitingFor.lock || lock === `${waitingFor.lock}:shared`);
  return {
    key: row.key,
    item: row.item,
    title: row.title,
    state: threadState(row.state, waits),
    operation: `${row.agent.name} ${row.operation}`,
    change: row.before === null && row.after === null ? undefined : <DiffValue before={row.before} after={row.after} />,
    proof: row.proof ? `${row.proof.held ? '' : 'Not so: '}${row.proof.title}` : undefined,
    undo: row.undoTitle ?? undefined,
    problem: row.failure ? <RowProblem failure={row.failure} /> : undefined,
    waitsFor:
      waits && waitingFor
        ? {
            lock: waitingFor.lock,
            holder: <Anchor href={paths.job(waitingFor.holderJobId)}>{waitingFor.holderTitle}</Anchor>,
          }
        : undefined,
    durationMs: row.durationMs ?? undefined,
    usualMs: row.usualMs ?? undefined,
    attempts: row.attempts > 1 ? row.attempts : undefined,
    more: <RowDetail row={row} />,
  };
}

function RowProblem({ failure }: { failure: NonNullable<JobRowDto['failure']> }) {
  return (
    <>
      {failure.sentence} {failure.remedy && <span className="text-muted">{failure.remedy}</span>}
    </>
  );
}

function RowDetail({ row }: { row: JobRowDto }) {
  return (
    <div className="space-y-2">
      <CodeBlock
        what={`Request of ${row.title}`}
        code={JSON.stringify({ operation: row.operation, system: row.system, params: row.request }, null, 2)}
      />
      {row.outputs && <CodeBlock what={`Answer to ${row.title}`} code={JSON.stringify(row.outputs, null, 2)} />}
      {row.proof && (
        <CodeBlock
          what={`What the proof saw of ${row.title}`}
          code={JSON.stringify(
            { held: row.proof.held, failures: row.proof.failures, observed: row.proof.observed },
            null,
            2,
          )}
        />
      )}
    </div>
  );
}
