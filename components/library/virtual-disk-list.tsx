'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { Bytes } from '#components/ui/bytes.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { VirtualDiskDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';

type VirtualDisk = z.infer<typeof VirtualDiskDto>;

const columns: readonly Column<VirtualDisk>[] = [
  { key: 'file', header: 'Virtual disk', cell: (disk) => disk.file, sortKey: 'file', width: '15rem', choice: 'always' },
  { key: 'server', header: 'Library server', cell: (disk) => disk.libraryServer.name, width: '10rem', hideBelow: 'md' },
  {
    key: 'directory',
    header: 'Folder',
    cell: (disk) => <span className="font-mono">{disk.directory}</span>,
    stackedWide: true,
    hideBelow: 'lg',
  },
  {
    key: 'size',
    header: 'Size',
    kind: 'number',
    cell: (disk) => <Bytes sizeBytes={disk.sizeBytes} />,
    sortKey: 'sizeBytes',
    width: '7rem',
  },
  {
    key: 'generalised',
    header: 'Generalised',
    cell: (disk) => (disk.generalised ? 'yes' : 'no'),
    width: '7rem',
    hideBelow: 'md',
  },
  {
    key: 'lun',
    header: 'On LUN',
    cell: (disk) => (disk.lun ? <TextLink href={paths.lun(disk.lun.id)}>{disk.lun.name}</TextLink> : ''),
    width: '11rem',
    hideBelow: 'md',
  },
  {
    key: 'templates',
    header: 'Templates',
    cell: (disk) => disk.templates.map((t) => t.name).join(', '),
    width: '14rem',
    hideBelow: 'xl',
  },
];

/** What the library servers hold: the images that templates are made of. */
export function VirtualDiskList() {
  return (
    <ResourceTable
      endpoint="virtual-disks.list"
      label="Virtual disks"
      columns={columns}
      rowLabel={(disk) => disk.file}
      rowHref={null}
      search={{ field: 'file', placeholder: 'Search virtual disks' }}
      defaultSort="file"
      empty={
        <EmptyState
          title="No virtual disk is known"
          action={<LinkButton href={paths.addAgent()}>Add an agent</LinkButton>}
        >
          Virtual disks are what the library servers report. Mount a golden LUN on one and add its agent.
        </EmptyState>
      }
    />
  );
}
