import { Badge } from '#components/ui/badge.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import type { CsvCountAnswer, PlannedCsv } from '#domain/capacity/csv-count.ts';

const SHOWN_CSVS = 100;
const reasons = { policy: 'Policies', 'anti-affinity': 'Apart', iops: 'IOPS' } as const;

/** How many CSVs, and why each of them is there. */
export function CsvCountResult({ answer }: { answer: CsvCountAnswer }) {
  const { count, lowerBound, exact, classes, csvs, iops } = answer;
  return (
    <div className="space-y-5">
      <Stats label="CSVs needed">
        <Stat
          label="CSVs"
          value={count.toLocaleString('en')}
          note={exact ? 'proven: it cannot be done with fewer' : `at least ${lowerBound} are needed`}
        />
        <Stat label="Classes" value={classes.length} note="pairs of backup and DR policy" />
        <Stat
          label="IOPS"
          value={iops.demand === null ? 'unmeasured' : iops.demand.toLocaleString('en')}
          {...(iops.demand === null ? { tone: 'unknown' as const } : {})}
          note={iopsNote(iops)}
        />
      </Stats>
      <ul className="hairlines border-y">
        {csvs.slice(0, SHOWN_CSVS).map((csv, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a planned CSV has no other name
          <CsvLine key={at} csv={csv} place={at + 1} />
        ))}
      </ul>
      {csvs.length > SHOWN_CSVS && <p className="text-dim">{`The first ${SHOWN_CSVS} of ${csvs.length} are shown.`}</p>}
    </div>
  );
}

function iopsNote({ state, unmeasuredVms, perDiskGroup, diskGroupsNeeded }: CsvCountAnswer['iops']): string {
  if (state === 'unmeasured') return 'nothing was measured, so nothing is said';
  const missing = unmeasuredVms > 0 ? `${unmeasuredVms} VMs unmeasured` : 'all VMs measured';
  if (perDiskGroup === null) return `${missing}; what a disk group gives is not known`;
  return `${missing}; ${diskGroupsNeeded} disk ${diskGroupsNeeded === 1 ? 'group' : 'groups'} of ${perDiskGroup.toLocaleString('en')}`;
}

function CsvLine({ csv, place }: { csv: PlannedCsv; place: number }) {
  return (
    <li className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-4 gap-y-0.5 py-2">
      <span className="font-medium">CSV {place}</span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span>
            {csv.backupPolicy} <span className="text-dim">×</span> {csv.drPolicy}
          </span>
          <Badge>{reasons[csv.reason]}</Badge>
          <span className="text-muted tabular-nums">{`${csv.vmIds.length} ${csv.vmIds.length === 1 ? 'VM' : 'VMs'}: ${listed(csv.vmIds)}`}</span>
        </p>
        <p className="max-w-prose text-muted">{csv.why}</p>
      </div>
    </li>
  );
}

function listed(ids: readonly string[]): string {
  return ids.slice(0, 4).join(', ') + (ids.length > 4 ? ` and ${ids.length - 4} more` : '');
}
