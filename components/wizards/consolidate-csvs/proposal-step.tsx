'use client';

import { copyWords, type Proposal, throttleProblem } from '#components/capacity/consolidation.ts';
import { FieldFrame } from '#components/form/field-frame.tsx';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { NumberInput } from '#components/ui/number-input.tsx';
import { Section } from '#components/ui/section.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';

type Props = { proposal: Proposal; change: (to: Partial<Proposal>) => void };

const shownMoves = 100;

/** What is moved and retired, and how fast a disk may be copied. */
export function ProposalStep({ proposal, change }: Props) {
  const { moves, retire, megabytesPerSecond, copyBytes } = proposal;
  const copy = formatBytes(copyBytes);
  return (
    <div className="space-y-6">
      <Stats label="The proposal">
        <Stat label="Moves" value={moves.length.toLocaleString('en')} />
        <Stat label="CSVs to retire" value={retire.length.toLocaleString('en')} />
        <Stat label="To copy" value={copy.value} unit={copy.unit} note={copyNote(proposal)} />
      </Stats>
      <FieldFrame
        label="Throttle"
        hint="Of one migration; 1 MB is 10^6 bytes. Empty: as fast as it goes, at the cost of what else uses the array."
        error={throttleProblem(megabytesPerSecond)}
      >
        <NumberInput
          value={megabytesPerSecond}
          onValueChange={(to) => change({ megabytesPerSecond: to })}
          min={1}
          unit="MB/s"
          className="w-44"
        />
      </FieldFrame>
      <Section title="Moves" hint="In this order">
        <Lines lines={moves.map(({ line }) => line)} none="No VM is moved." />
      </Section>
      <Section title="Then retire">
        <Lines lines={retire.map(({ name }) => name)} none="No CSV is retired." />
      </Section>
    </div>
  );
}

function copyNote(proposal: Proposal): string {
  const words = copyWords(proposal);
  return words === null ? 'as fast as it goes' : `${words} at the throttle, one after the other`;
}

function Lines({ lines, none }: { lines: readonly string[]; none: string }) {
  if (lines.length === 0) return <p className="text-muted">{none}</p>;
  return (
    <ul className="hairlines">
      {lines.slice(0, shownMoves).map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a VM may move twice along the same way; lines never change places
        <li key={at} className="py-1.5 [overflow-wrap:anywhere]">
          {line}
        </li>
      ))}
      {lines.length > shownMoves && (
        <li className="py-1.5 text-dim">{`and ${(lines.length - shownMoves).toLocaleString('en')} more`}</li>
      )}
    </ul>
  );
}
