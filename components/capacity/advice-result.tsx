import { Callout } from '#components/ui/callout.tsx';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { Stat, Stats } from '#components/ui/stat.tsx';
import type { AdviceDto } from '#contract/api/capacity-advice.ts';
import { hoursWords } from './consolidation.ts';

const size = (bytes: number) => `${formatBytes(bytes).value} ${formatBytes(bytes).unit}`;
const SHOWN = 50;

const heads = {
  proposal: { tone: 'neutral', title: 'It can be done with fewer' },
  'nothing-to-do': { tone: 'ok', title: 'Nothing to do: no fewer CSVs would hold this' },
  infeasible: { tone: 'warning', title: 'Something ought to move, and cannot' },
} as const;

/** What was found, what is proposed, and what it would come to. */
export function AdviceResult({ advice }: { advice: AdviceDto }) {
  const { status, before, after, moves, retire, copyBytes, copyHours, blocked, antiPatterns } = advice;
  const names = new Map([...advice.keep, ...advice.create, ...retire].map(({ csvId, name }) => [csvId, name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  return (
    <div className="space-y-5">
      <Callout tone={heads[status].tone} title={heads[status].title} />
      <Stats label="Before and after">
        <Stat label="CSVs" before={before.csvs} value={after.csvs} note={`and as many LUNs`} />
        <Stat label="Registrations" before={before.registrations} value={after.registrations} />
        <Stat label="Free" before={size(before.freeBytes)} value={size(after.freeBytes)} />
        <Stat
          label="Copying"
          value={size(copyBytes)}
          note={`${hoursWords(copyHours)}, ${moves.length} ${moves.length === 1 ? 'move' : 'moves'}`}
        />
      </Stats>
      <Lines title="Found" lines={antiPatterns.map(({ sentence }) => sentence)} />
      <Lines
        title="Moves, in this order"
        lines={moves.map((move) => {
          const from = move.fromCsvIds.map(nameOf).join(', ');
          return `${move.vmName}: ${from} → ${nameOf(move.toCsvId)}, ${size(move.copyBytes)}${move.staged ? ', on the way' : ''}`;
        })}
      />
      <Lines
        title="Then retire"
        lines={retire.map(({ name, sizeBytes, reason }) => `${name}, ${size(sizeBytes)}: ${reason}`)}
      />
      <Lines title="Blocked" lines={blocked.map(({ vmName, why }) => `${vmName}: ${why}`)} />
      <Lines title="Why not fewer" lines={advice.classes.map((one) => one.why)} />
    </div>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  const unique = [...new Set(lines)];
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      <ul className="hairlines mt-1 border-y">
        {unique.slice(0, SHOWN).map((line) => (
          <li key={line} className="py-1.5 text-muted [overflow-wrap:anywhere]">
            {line}
          </li>
        ))}
        {unique.length > SHOWN && <li className="py-1.5 text-dim">{`and ${unique.length - SHOWN} more`}</li>}
      </ul>
    </div>
  );
}
