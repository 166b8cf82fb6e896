import { TextLink } from '#components/ui/text-link.tsx';
import type { CapacitySummaryDto } from '#contract/api/capacity-records.ts';
import { MeterList } from './meter-list.tsx';
import { registrationMeter } from './registration-meter.ts';

type Line = CapacitySummaryDto['arrays'][number];

/** What a limit is counted over, as it is read: "per LUN". */
export const perScope = { lun: 'per LUN', target: 'per target', pool: 'per pool', array: 'per array' } as const;

/** Registrations that each array holds and its CSVs need, against the limit that is nearest, riskiest first. */
export function RegistrationList({ arrays, hrefOf }: { arrays: readonly Line[]; hrefOf: (line: Line) => string }) {
  return (
    <MeterList
      title="Registrations per array"
      summary={summaryOf(arrays)}
      unit="registrations"
      items={arrays
        .map((line) => ({ line, bar: registrationMeter(line) }))
        .map(({ line, bar }) => ({
          key: line.array.id,
          label: line.array.name,
          name: (
            <>
              <TextLink href={hrefOf(line)}>{line.array.name}</TextLink> <span className="text-dim">{line.model}</span>
            </>
          ),
          value: bar.value,
          limit: bar.limit,
          planned: bar.toCome,
          note: noteOf(line),
        }))}
    />
  );
}

/** '12 hosts, 8 CSVs; 96 of 128 planned are registered' */
export function noteOf({ hosts, csvs, planned, actual, limitScope }: Omit<Line, 'array'>): string {
  const fabric = `${hosts} ${hosts === 1 ? 'host' : 'hosts'}, ${csvs} ${csvs === 1 ? 'CSV' : 'CSVs'}`;
  const figure = planned.toLocaleString('en');
  const held =
    actual === null
      ? `${figure} planned, and it does not tell what it holds`
      : `${actual.toLocaleString('en')} registered of ${figure} planned`;
  const limit =
    limitScope === null
      ? 'nobody has stated a limit for this model'
      : limitScope !== 'array' && `the limit is ${perScope[limitScope]}`;
  return [fabric, csvs > 0 && held, limit].filter(Boolean).join('; ');
}

function summaryOf(arrays: readonly Line[]): string {
  const many = (verdict: Line['verdict']) => arrays.filter((line) => line.verdict === verdict).length;
  const parts = [
    [many('exceeded'), 'above the limit'],
    [many('warning'), 'above 80 %'],
    [many('unknown'), 'with no known limit'],
    [many('within'), 'within'],
  ] as const;
  const said = parts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  return said.length > 0
    ? `Registered and planned for the CSVs as they are presented: ${said.join(', ')}.`
    : 'No array is known.';
}
