import type { z } from 'zod';
import type { Column } from '#components/table/column.ts';
import { Bytes } from '#components/ui/bytes.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { Unknown } from '#components/ui/unknown.tsx';
import type { LunDto } from '#contract/api/fabric.ts';
import type { CsvLedgerDto } from '#contract/api/registrations.ts';
import { paths } from '#contract/paths.ts';
import { ActualOfPlanned, WrongChip } from './ledger-chips.tsx';
import { wrongOf } from './ledger-words.ts';

type Lun = z.infer<typeof LunDto>;

/** What is known beside the LUN itself: its ledger, and the names of clusters. Undefined while it is being read. */
export type CsvFacts = {
  ledgers: ReadonlyMap<string, CsvLedgerDto> | undefined;
  clusters: ReadonlyMap<string, string> | undefined;
};

/** CSVs as LUNs of the inventory, with what their ledgers say. */
export function csvColumns({ ledgers, clusters }: CsvFacts): Column<Lun>[] {
  const of = (lun: Lun) => ledgers?.get(lun.id);
  return [
    { key: 'name', header: 'CSV', cell: (lun) => lun.name, sortKey: 'name', choice: 'always' },
    { key: 'state', header: 'State', cell: (lun) => <CsvState lun={lun} ledger={of(lun)} />, width: '12rem' },
    { key: 'array', header: 'Array', cell: (lun) => lun.array.name, width: '9rem', hideBelow: 'md' },
    {
      key: 'cluster',
      header: 'Cluster',
      cell: (lun) => <Cluster id={of(lun)?.clusterId} clusters={clusters} />,
      width: '9rem',
      hideBelow: 'lg',
    },
    {
      key: 'size',
      header: 'Size',
      kind: 'number',
      cell: (lun) => <Bytes sizeBytes={lun.sizeBytes} />,
      sortKey: 'sizeBytes',
      width: '7rem',
    },
    {
      key: 'used',
      header: 'Used',
      kind: 'number',
      cell: (lun) => <Bytes sizeBytes={lun.usedBytes} />,
      width: '7rem',
      hideBelow: 'lg',
    },
    {
      key: 'disks',
      header: 'VM disks',
      kind: 'number',
      cell: (lun) => of(lun)?.disks ?? <Pending />,
      width: '6rem',
      hideBelow: 'md',
    },
    {
      key: 'registrations',
      header: 'Registrations',
      kind: 'number',
      cell: (lun) => {
        const ledger = of(lun);
        return ledger ? <ActualOfPlanned csv={ledger} /> : <Pending />;
      },
      width: '9rem',
    },
  ];
}

function Pending() {
  return <span className="text-dim">–</span>;
}

function Cluster({ id, clusters }: { id: string | null | undefined; clusters: CsvFacts['clusters'] }) {
  if (id === undefined) return <Pending />;
  if (id === null) return <span className="text-dim">none</span>;
  const name = clusters?.get(id);
  return name ? <TextLink href={paths.cluster(id)}>{name}</TextLink> : <Pending />;
}

/** Quarantined and unmasked go first: then nobody is to be registered. */
function CsvState({ lun, ledger }: { lun: Lun; ledger: CsvLedgerDto | undefined }) {
  if (lun.state === 'quarantined')
    return <StateChip look="plain" tone="waiting" label="Quarantined" title={`Kept until ${lun.quarantinedUntil}`} />;
  if (lun.state === 'unmasked')
    return <StateChip look="plain" tone="neutral" label="Unmasked" title="In no masking set" />;
  if (!ledger) return <Pending />;
  if (ledger.actual === null) return <Unknown what="Registrations" why="The array does not tell what it holds" />;
  if (ledger.lostAt !== null) return <StateChip look="plain" tone="danger" label="Registrations lost" />;
  const wrong = wrongOf(ledger);
  const none = <StateChip look="plain" tone="ok" label="Registered" />;
  return wrong.missing + wrong.stale + wrong.duplicate + wrong.unknown > 0 ? <WrongChip wrong={wrong} /> : none;
}
