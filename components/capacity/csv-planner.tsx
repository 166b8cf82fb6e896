'use client';

import { useDeferredValue, useMemo } from 'react';
import { z } from 'zod';
import { useDraft } from '#components/query/use-draft.ts';
import { Callout } from '#components/ui/callout.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { csvCount } from '#domain/capacity/csv-count.ts';
import { CsvCountResult } from './csv-count-result.tsx';
import { CapacityRefusals } from './reservation-result.tsx';
import { csvCountInput, Workload } from './workload.ts';
import { WorkloadRows } from './workload-rows.tsx';

const start: Workload[] = [
  { key: 'a', name: 'web', vms: 6, backupPolicy: 'nightly', drPolicy: 'none', iops: null, apart: false },
  { key: 'b', name: 'sql node', vms: 2, backupPolicy: 'hourly', drPolicy: 'replicated', iops: null, apart: true },
];
/** What another version kept is not worth a broken page. */
const Kept = z.object({
  workloads: z.array(Workload).catch(start),
  diskGroupIops: z.number().nullable().catch(null),
});

/** VMs by kind in, CSVs with their reasons out; what is written is kept for its reader as a draft. */
export function CsvPlanner() {
  const { draft, change, state } = useDraft(
    'csv-count',
    { workloads: start, diskGroupIops: null as number | null },
    {},
  );
  if (!draft) return <Skeleton className="h-56" />;
  const { workloads, diskGroupIops } = Kept.parse(draft);
  return (
    <div className="space-y-6">
      <WorkloadRows workloads={workloads} onChange={(to) => change({ workloads: to })} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-muted">A disk group gives, at this mix</span>
        <NumberInput
          aria-label="IOPS of a disk group"
          unit="IOPS"
          min={1}
          value={diskGroupIops}
          onValueChange={(iops) => change({ diskGroupIops: iops })}
          className="w-44"
        />
        <span className="text-dim">empty: not known</span>
      </div>
      {state.state === 'failed' && <Callout tone="warning" title={`Not kept: ${state.reason}`} />}
      <Counted workloads={workloads} diskGroupIops={diskGroupIops} />
    </div>
  );
}

function Counted(props: { workloads: Workload[]; diskGroupIops: number | null }) {
  const { workloads, diskGroupIops } = useDeferredValue(props);
  const { outcome, faults } = useMemo(() => {
    const { input, faults } = csvCountInput(workloads, diskGroupIops);
    return { outcome: input && csvCount(input), faults };
  }, [workloads, diskGroupIops]);
  if (faults.length > 0)
    return (
      <div role="alert" className="space-y-2">
        {faults.map(({ key, sentence }) => (
          <Callout key={`${key} ${sentence}`} tone="danger" title={sentence} />
        ))}
      </div>
    );
  if (!outcome) return null;
  return outcome.ok ? <CsvCountResult answer={outcome.value} /> : <CapacityRefusals refusals={outcome.refusals} />;
}
