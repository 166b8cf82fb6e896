import type { ReactNode } from 'react';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Unknown } from '#components/ui/unknown.tsx';
import type { AnsweredScenario } from './scenario-answer.ts';
import { verdictChip } from './verdict.ts';

type Row = {
  label: string;
  cell: (scenario: AnsweredScenario) => ReactNode;
  figure?: (scenario: AnsweredScenario) => number | null;
};

const count = (label: string, figure: (scenario: AnsweredScenario) => number | null | undefined): Row => ({
  label,
  figure: (scenario) => figure(scenario) ?? null,
  cell: (scenario) => figure(scenario)?.toLocaleString('en').replace('-', '−') ?? <Unknown what={label} />,
});

const rows: readonly Row[] = [
  { label: 'Array', cell: ({ arrayName }) => arrayName },
  count('Hosts', ({ input }) => input.hosts),
  count('Storage modules', ({ input }) => input.storageModules),
  count('Channels per host and module', ({ input }) => input.channelsPerHostPerModule),
  count('CSVs', ({ input }) => input.csvs),
  count('Registrations', ({ answer }) => answer?.reservations),
  count('Limit', ({ answer }) => answer?.limit),
  count('Headroom', ({ answer }) => answer?.headroom),
  {
    label: 'Verdict',
    cell: ({ answer }) => (answer ? <StateChip look="plain" {...verdictChip[answer.verdict]} /> : 'cannot be counted'),
  },
];

/** Two scenarios side by side, and what the second has more or less. */
export function ScenarioComparison({
  scenarios: [first, second],
}: {
  scenarios: [AnsweredScenario, AnsweredScenario];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label="Comparison" tabIndex={0} className="overflow-x-auto border-y">
      <table className="w-full text-left">
        <thead>
          <tr>
            <td className="h-row" />
            {[first, second].map(({ id, name }) => (
              <th key={id} scope="col" className="px-3 text-right font-medium">
                {name}
              </th>
            ))}
            <th scope="col" className="pl-3 text-right font-medium text-muted">
              Difference
            </th>
          </tr>
        </thead>
        <tbody className="hairlines tabular-nums">
          {rows.map(({ label, cell, figure }) => (
            <tr key={label}>
              <th scope="row" className="h-row pr-3 text-left font-normal text-muted">
                {label}
              </th>
              <td className="px-3 text-right">{cell(first)}</td>
              <td className="px-3 text-right">{cell(second)}</td>
              <td className="pl-3 text-right text-muted">{figure ? difference(figure(first), figure(second)) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function difference(before: number | null, after: number | null): string {
  if (before === null || after === null) return '–';
  const more = after - before;
  if (more === 0) return '0';
  return more > 0 ? `+${more.toLocaleString('en')}` : more.toLocaleString('en').replace('-', '−');
}
