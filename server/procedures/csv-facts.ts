import { RegistrationsValue } from '#contract/agent/registrations.ts';
import type { CsvDiskFact, CsvFact } from '#domain/procedures/csv-facts.ts';
import type { Db, Prisma } from '#server/db/client.ts';
import { lunFact, lunForFact, maskingSetFact, maskingSetForFact } from '#server/fabric/row-facts.ts';

const Registrations = RegistrationsValue.nullable().catch(null);

/** CSVs with what their arrays hold on them, who sees them and whose disks are on them: four queries. By name. */
export async function csvFacts(db: Db, where: Prisma.LunWhereInput): Promise<CsvFact[]> {
  const rows = await db.lun.findMany({ where, include: lunForFact, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  const sets = await db.maskingSet.findMany({
    where: { presentations: { some: { lunId: { in: rows.map(({ id }) => id) } } } },
    include: maskingSetForFact,
    orderBy: { key: 'asc' },
  });
  // Hosts may spell a unique id in letters of the other case.
  const spellings = rows.flatMap(({ uniqueId: id }) => [...new Set([id, id.toLowerCase(), id.toUpperCase()])]);
  const attached = await attachedHosts(db, spellings);
  const disks = await disksOn(db, spellings);
  return rows.map((row) => ({
    lun: lunFact(row),
    registrations: Registrations.parse(row.registrations),
    maskingSets: sets
      .filter(({ arrayId, key }) => arrayId === row.arrayId && row.presentations.some((p) => p.maskingSet.key === key))
      .map(maskingSetFact),
    attachedHostIds: attached.get(row.uniqueId.toLowerCase()) ?? [],
    disks: disks.get(row.uniqueId.toLowerCase()) ?? [],
  }));
}

/** By the unique id in lower case. */
async function attachedHosts(db: Db, uniqueIds: string[]): Promise<Map<string, string[]>> {
  const rows = await db.sharedDisk.findMany({
    where: { uniqueId: { in: uniqueIds } },
    select: { uniqueId: true, hostId: true },
    orderBy: { hostId: 'asc' },
  });
  return grouped(
    rows,
    ({ uniqueId }) => uniqueId,
    ({ hostId }) => hostId,
  );
}

async function disksOn(db: Db, uniqueIds: string[]): Promise<Map<string, CsvDiskFact[]>> {
  const rows = await db.vmDisk.findMany({
    where: { uniqueId: { in: uniqueIds } },
    include: { vm: { select: { name: true } } },
    orderBy: [{ vm: { name: 'asc' } }, { vmId: 'asc' }, { position: 'asc' }],
  });
  return grouped(
    rows,
    ({ uniqueId }) => uniqueId,
    ({ vmId, vm, position, sizeBytes }) => {
      return { vmId, vm: vm.name, position, sizeBytes: sizeBytes === null ? null : Number(sizeBytes) };
    },
  );
}

function grouped<Row, Value>(rows: readonly Row[], keyOf: (row: Row) => string, toValue: (row: Row) => Value) {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const key = keyOf(row).toLowerCase();
    const group = groups.get(key);
    if (group) group.push(toValue(row));
    else groups.set(key, [toValue(row)]);
  }
  return groups;
}
