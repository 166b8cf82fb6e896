import { perScope } from '#components/charts/registration-list.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Unknown } from '#components/ui/unknown.tsx';
import type { CapacityRefusal } from '#domain/capacity/outcome.ts';
import type { ReservationAnswer } from '#domain/capacity/reservations.ts';
import { verdictChip } from './verdict.ts';

const figure = (n: number) => n.toLocaleString('en').replace('-', '−');

/** The answer: registrations, what is left of the limit, how it was counted and what it was held against. */
export function ReservationResult({ answer }: { answer: ReservationAnswer }) {
  const { reservations, perLun, limit, limitScope, headroom, verdict, formula, notes } = answer;
  const chip = verdictChip[verdict];
  return (
    <div className="min-w-0 space-y-5">
      <output aria-label="Verdict" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateChip tone={chip.tone} label={chip.label} />
        <span>{sentenceOf(answer)}</span>
      </output>
      <Stats label="Registrations">
        <Stat label="Registrations" value={figure(reservations)} note={`${figure(perLun)} on each LUN`} />
        <Stat
          label="Limit"
          value={limit === null ? 'unknown' : figure(limit)}
          note={limitScope === null ? 'none is known here' : perScope[limitScope]}
          {...(limit === null ? { tone: 'unknown' as const } : {})}
        />
        <Stat
          label="Headroom"
          value={headroom === null ? 'unknown' : figure(headroom)}
          note={headroom === null ? 'without a limit nothing can be said' : chip.label}
          tone={chip.tone}
        />
      </Stats>
      <p className="[overflow-wrap:anywhere]">
        <Mono cut="none">{formula}</Mono>
      </p>
      <Scopes answer={answer} />
      {notes.length > 0 && (
        <ul className="list-disc space-y-0.5 pl-5 text-muted">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function sentenceOf({ verdict, crossing, headroom }: ReservationAnswer): string {
  if (verdict === 'unknown') return 'No limit is known here, so nothing can be called safe.';
  const last = `At most ${most(crossing.hosts, 'host')} or ${most(crossing.csvs, 'CSV')} fit, the rest unchanged.`;
  if (verdict === 'exceeded') return `${figure(Math.abs(headroom ?? 0))} too many: disks would disappear. ${last}`;
  return last;
}

function most(count: number | null, noun: string): string {
  if (count === null) return `any number of ${noun}s`;
  return `${figure(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function Scopes({ answer: { scopes } }: { answer: ReservationAnswer }) {
  if (scopes.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label="Limits that were held against it" tabIndex={0} className="overflow-x-auto border-y">
      <table className="w-full text-left">
        <thead className="text-muted">
          <tr>
            {['Counted over', 'Needed', 'Limit', 'Source', 'Confidence'].map((head) => (
              <th key={head} scope="col" className="h-row whitespace-nowrap pr-4 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="hairlines tabular-nums">
          {scopes.map((scope) => (
            <tr key={scope.scope}>
              <td className="h-row whitespace-nowrap pr-4">{perScope[scope.scope]}</td>
              <td className="pr-4">{figure(scope.used)}</td>
              <td className="pr-4">{scope.limit === null ? <Unknown what="Limit" /> : figure(scope.limit)}</td>
              <td className="pr-4">
                {scope.source}
                {scope.date && <span className="text-dim"> {scope.date}</span>}
              </td>
              <td>{scope.confidence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Why there is no answer, field by field. */
export function CapacityRefusals({ refusals }: { refusals: readonly CapacityRefusal[] }) {
  return (
    <div role="alert" className="space-y-2">
      {refusals.map((refusal) => (
        <Callout key={`${refusal.field} ${refusal.code}`} tone="danger" title={refusal.sentence}>
          {refusal.remedy}
        </Callout>
      ))}
    </div>
  );
}
