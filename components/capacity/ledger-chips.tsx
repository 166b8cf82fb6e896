import { StateChip } from '#components/ui/state-chip.tsx';
import { Unknown } from '#components/ui/unknown.tsx';
import type { CsvLedgerDto } from '#contract/api/registrations.ts';
import type { LedgerLine } from './ledger-lines.ts';
import { holderWords, reservationType, wrongTone, wrongWords } from './ledger-words.ts';

/** What of an array or a CSV is not as it should be, in a few words. */
export function WrongChip({ wrong, none = 'nothing' }: { wrong: Parameters<typeof wrongWords>[0]; none?: string }) {
  const words = wrongWords(wrong);
  if (words === null) return <span className="text-dim">{none}</span>;
  return <StateChip look="plain" tone={wrongTone(wrong)} label={words} />;
}

const keyChips = {
  registered: { tone: 'ok', label: 'Registered' },
  missing: { tone: 'danger', label: 'Missing' },
  stale: { tone: 'warning', label: 'Stale' },
  duplicate: { tone: 'warning', label: 'Duplicate' },
  unknown: { tone: 'unknown', label: 'Unknown' },
} as const satisfies Record<LedgerLine['state'], { tone: string; label: string }>;

export function KeyChip({ line: { state, count } }: { line: LedgerLine }) {
  const { tone, label } = keyChips[state];
  if (state === 'duplicate') return <StateChip look="plain" tone={tone} label={`${label}, ${count} times`} />;
  // Its registration is gone; the array still keeps a place for it.
  const roomKept = count === 0 && state !== 'missing';
  return <StateChip look="plain" tone={tone} label={roomKept ? `${label}, room kept` : label} />;
}

/** Planned, or actual of planned where the array tells. */
export function ActualOfPlanned({ csv: { actual, planned } }: { csv: Pick<CsvLedgerDto, 'actual' | 'planned'> }) {
  return (
    <span className="whitespace-nowrap">
      {actual === null ? (
        <Unknown what="Registrations" why="The array does not tell what it holds" />
      ) : (
        actual.toLocaleString('en')
      )}
      <span className="text-dim"> of {planned.toLocaleString('en')}</span>
    </span>
  );
}

/** Who holds the reservation. */
export function Holder({ csv: { holder, actual } }: { csv: Pick<CsvLedgerDto, 'holder' | 'actual'> }) {
  if (holder === null) return actual === null ? <Unknown what="Holder" /> : <span className="text-dim">nobody</span>;
  return (
    <span title={`${holderWords(holder)}: type ${holder.type}, ${reservationType(holder.type)}; key ${holder.key}`}>
      {holderWords(holder)}
    </span>
  );
}
