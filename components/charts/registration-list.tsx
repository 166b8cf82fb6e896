import { TextLink } from '#components/ui/text-link.tsx';
import type { CapacitySummaryDto } from '#contract/api/capacity-records.ts';
import { MeterList } from './meter-list.tsx';

type Line = CapacitySummaryDto['arrays'][number];

/** What a limit is counted over, as it is read: "per LUN". */
export const perScope = { lun: 'per LUN', target: 'per target', pool: 'per pool', array: 'per array' } as const;

/** Registrations that each array's CSVs need, against the limit that is nearest, riskiest first. */
export function RegistrationList({ arrays, hrefOf }: { arrays: readonly Line[]; hrefOf: (line: Line) => string }) {
  return (
    <MeterList
      title="Registrations per array"
      summary={summaryOf(arrays)}
      unit="registrations"
      items={arrays.map((line) => ({
        key: line.array.id,
        label: line.array.name,
        name: (
          <>
            <TextLink href={hrefOf(line)}>{line.array.name}</TextLink> <span className="text-dim">{line.model}</span>
          </>
        ),
        value: line.limit === null || line.headroom === null ? line.planned : line.limit - line.headroom,
        limit: line.limit,
        note: noteOf(line),
      }))}
    />
  );
}

function noteOf({ hosts, csvs, planned, limitScope }: Line): string {
  const fabric = `${hosts} ${hosts === 1 ? 'host' : 'hosts'}, ${csvs} ${csvs === 1 ? 'CSV' : 'CSVs'}`;
  if (limitScope === null) return `${fabric}; nobody has stated a limit for this model`;
  return limitScope === 'array' ? fabric : `${fabric}, ${planned} in all; the limit is ${perScope[limitScope]}`;
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
  return said.length > 0 ? `Planned for the CSVs as they are presented: ${said.join(', ')}.` : 'No array is known.';
}
