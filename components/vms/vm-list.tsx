'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { Button } from '#components/ui/button.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import type { VmDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';
import { VmState } from './vm-state.tsx';

type Vm = z.infer<typeof VmDto>;

const columns: readonly Column<Vm>[] = [
  { key: 'name', header: 'Virtual machine', cell: (vm) => vm.name, sortKey: 'name', choice: 'always' },
  { key: 'state', header: 'State', cell: (vm) => <VmState vm={vm} />, sortKey: 'state', width: '8rem' },
  { key: 'host', header: 'Host', cell: (vm) => vm.host.name, width: '10rem', hideBelow: 'md' },
  { key: 'cluster', header: 'Cluster', cell: (vm) => vm.cluster?.name ?? '', width: '9rem', hideBelow: 'lg' },
  { key: 'template', header: 'Cloned from', cell: (vm) => vm.template?.name ?? '', width: '13rem', hideBelow: 'lg' },
  {
    key: 'cpus',
    header: 'CPUs',
    kind: 'number',
    cell: (vm) => vm.cpus,
    sortKey: 'cpus',
    width: '5rem',
    hideBelow: 'xl',
  },
  {
    key: 'memory',
    header: 'Memory',
    kind: 'number',
    cell: (vm) => <Bytes sizeBytes={vm.memoryBytes} />,
    sortKey: 'memoryBytes',
    width: '7rem',
    hideBelow: 'md',
  },
  { key: 'hostname', header: 'Host name in the guest', cell: (vm) => vm.hostname ?? '', choice: 'off', width: '11rem' },
  { key: 'version', header: 'Guest reports', cell: (vm) => vm.version ?? '', choice: 'off', width: '14rem' },
];

const filters = [
  { label: 'Running', filter: 'state = "running"' },
  { label: 'Stopped', filter: 'state = "stopped"' },
];

/** Every VM of every host. */
export function VmList({ operateRefusal }: { operateRefusal: string | null }) {
  return (
    <ResourceTable
      endpoint="vms.list"
      label="Virtual machines"
      columns={columns}
      rowLabel={(vm) => vm.name}
      rowHref={(vm) => paths.vm(vm.id)}
      search={{ field: 'name', placeholder: 'Search virtual machines' }}
      defaultSort="name"
      filters={filters}
      bulk={(selected) =>
        operateRefusal ? (
          <Button disabledReason={operateRefusal}>Delete {selected.size} VMs</Button>
        ) : (
          <LinkButton href={`${paths.deleteVms()}?vms=${[...selected].join(',')}`}>
            Delete {selected.size === 1 ? '1 VM' : `${selected.size} VMs`}
          </LinkButton>
        )
      }
      empty={
        <EmptyState
          title="No VM is known"
          action={<LinkButton href={paths.cloneVms()}>Clone VMs from a template</LinkButton>}
        >
          VMs are what the hosts report. Seal a golden LUN, and clone as many as you need from it.
        </EmptyState>
      }
    />
  );
}
