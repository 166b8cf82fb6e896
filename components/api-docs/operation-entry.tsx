import { Badge } from '#components/ui/badge.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import type { ApiOperation } from './api-document.ts';
import { FieldTable } from './field-table.tsx';

/** One route: what it is for, who may call it, what it takes, gives and refuses. */
export function OperationEntry({ operation }: { operation: ApiOperation }) {
  const { id, method, address, summary, role, parameters, body, curl, answers, response, responseType } = operation;
  return (
    <details id={id} className="group border-t py-2 target:bg-selected">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 rounded-control py-1">
        <span className="w-14 shrink-0 font-medium font-mono text-thread">{method}</span>
        <span className="font-mono text-ink [overflow-wrap:anywhere]">{address}</span>
        <span className="text-muted">{summary}</span>
        <Badge className="ml-auto">{role}</Badge>
      </summary>
      <div className="space-y-5 py-3 sm:pl-17">
        <CodeBlock code={curl} what={`curl command for ${id}`} />
        <FieldTable title="Parameters" rows={parameters} />
        <FieldTable title="Body" rows={body} />
        <FieldTable title={`Answer, ${responseType || 'without a body'}`} rows={response} />
        <ul className="space-y-1">
          {answers.map(({ status, description, problem }) => (
            <li key={status} className="flex gap-x-4">
              <span className={problem ? 'w-10 shrink-0 text-dim tabular-nums' : 'w-10 shrink-0 text-ink tabular-nums'}>
                {status}
              </span>
              <span className="text-muted">{description.replaceAll('`', '')}</span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
