import type { CsvLedgerDto } from '#contract/api/registrations.ts';
import { registrationVerdict } from '#domain/capacity/registration-verdict.ts';
import type { CsvFabric } from '#server/fabric/csv-fabric.ts';
import type { HeldCsv } from './held-registrations.ts';

/** `limit`: of one LUN, where the array's limit is of that scope. */
export function csvLedgerDto(
  { csv, ledger, planned }: HeldCsv,
  { hosts }: CsvFabric,
  limit: number | null,
): CsvLedgerDto {
  const { keys, missing, cells, actual, used, holder } = ledger;
  return {
    lun: { id: csv.id, name: csv.name },
    uniqueId: csv.uniqueId,
    clusterId: clusterOf(csv.hostIds.map((id) => hosts.get(id)?.clusterId ?? null)),
    ...{ planned, actual, limit, holder, missing, disks: csv.disks },
    verdict: registrationVerdict(Math.max(planned, used ?? 0), limit),
    generation: csv.registrations?.generation ?? null,
    lostAt: csv.registrations?.lostAt ?? null,
    keys: keys.map(({ admitted: _, ...key }) => key),
    cells: cells.map(({ host, ...counts }) => ({ hostId: host.id, ...counts })),
  };
}

/** null where it is presented to none, or to hosts of several. */
function clusterOf(clusters: readonly (string | null)[]): string | null {
  const [first = null, ...others] = new Set(clusters);
  return others.length === 0 ? first : null;
}
