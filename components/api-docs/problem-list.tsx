import { problemCodes } from '#contract/problem.ts';

/** Every code an error can carry; the `type` of a problem links here. */
export function ProblemList() {
  return (
    <dl>
      {Object.entries(problemCodes).map(([code, { status, title }]) => (
        <div key={code} id={code} className="flex flex-wrap gap-x-4 border-t py-1.5 target:bg-selected">
          <dt className="w-56 font-mono text-ink">{code}</dt>
          <dd className="w-10 text-dim tabular-nums">{status}</dd>
          <dd className="text-muted">{title}</dd>
        </div>
      ))}
    </dl>
  );
}
