'use client';

import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import type { Workload } from './workload.ts';

type RowsProps = { workloads: readonly Workload[]; onChange: (workloads: Workload[]) => void };

const grid =
  'lg:grid lg:grid-cols-[minmax(7rem,2fr)_8rem_minmax(6rem,1fr)_minmax(6rem,1fr)_9rem_6rem_2rem] lg:items-center lg:gap-3';
const heads = ['Workload', 'VMs', 'Backup policy', 'DR policy', 'IOPS of one VM', 'Apart'];

/** The kinds of VMs to plan for. */
export function WorkloadRows({ workloads, onChange }: RowsProps) {
  const set = (key: string, to: Partial<Workload>) =>
    onChange(workloads.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const add = () => {
    const like = workloads.at(-1);
    const policies = { backupPolicy: like?.backupPolicy ?? '', drPolicy: like?.drPolicy ?? '' };
    onChange([...workloads, { key: crypto.randomUUID(), name: '', vms: 1, ...policies, iops: null, apart: false }]);
  };
  return (
    <div>
      <div aria-hidden="true" className={`hidden border-b pb-1 text-muted ${grid}`}>
        {heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      <ul className="hairlines">
        {workloads.map((workload, at) => (
          <li key={workload.key} className={`py-2 max-lg:grid max-lg:grid-cols-2 max-lg:gap-2 ${grid}`}>
            <WorkloadRow
              workload={workload}
              place={at + 1}
              onChange={(to) => set(workload.key, to)}
              onRemove={() => onChange(workloads.filter((one) => one.key !== workload.key))}
            />
          </li>
        ))}
      </ul>
      <div className="border-t pt-2">
        <Button variant="quiet" icon={<Plus />} onClick={add}>
          Add workload
        </Button>
      </div>
    </div>
  );
}

type RowProps = { workload: Workload; place: number; onChange: (to: Partial<Workload>) => void; onRemove: () => void };

function WorkloadRow({ workload, place, onChange, onRemove }: RowProps) {
  const { name, vms, backupPolicy, drPolicy, iops, apart } = workload;
  const of = (what: string) => `${what} of row ${place}`;
  return (
    <>
      <Captioned caption="Workload">
        <Input
          aria-label={of('Workload')}
          placeholder={`Workload ${place}`}
          value={name}
          maxLength={100}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Captioned>
      <Captioned caption="VMs">
        <NumberInput aria-label={of('VMs')} min={1} value={vms} onValueChange={(to) => onChange({ vms: to })} />
      </Captioned>
      <Captioned caption="Backup policy">
        <Input
          aria-label={of('Backup policy')}
          placeholder="none"
          value={backupPolicy}
          maxLength={120}
          onChange={(event) => onChange({ backupPolicy: event.target.value })}
        />
      </Captioned>
      <Captioned caption="DR policy">
        <Input
          aria-label={of('DR policy')}
          placeholder="none"
          value={drPolicy}
          maxLength={120}
          onChange={(event) => onChange({ drPolicy: event.target.value })}
        />
      </Captioned>
      <Captioned caption="IOPS of one VM">
        <NumberInput aria-label={of('IOPS')} min={0} value={iops} onValueChange={(to) => onChange({ iops: to })} />
      </Captioned>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox in it is the control */}
      <label className="flex items-center gap-2">
        <Checkbox aria-label={of('Apart')} checked={apart} onCheckedChange={(to) => onChange({ apart: to })} />
        <span className="text-muted">apart</span>
      </label>
      <span className="max-lg:col-start-2 max-lg:justify-self-end">
        <IconButton size="small" label={`Remove ${name || `workload ${place}`}`} icon={<Trash2 />} onClick={onRemove} />
      </span>
    </>
  );
}

/** Where rows are stacked, no head of a column says what a field is. */
function Captioned({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <span aria-hidden="true" className="text-dim lg:hidden">
        {caption}
      </span>
      {children}
    </div>
  );
}
