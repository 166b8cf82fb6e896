import { ArrayCapabilities } from '#contract/agent/inventory.ts';
import type { ArrayLedgerDto, ReservationLedgerDto } from '#contract/api/registrations.ts';
import type { LimitEntry } from '#domain/capacity/limit-entry.ts';
import type { RegistrationLedger } from '#domain/capacity/registration-ledger.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { type CsvFabric, csvFabric, type SeenCsv } from '#server/fabric/csv-fabric.ts';
import { csvLedgers } from '#server/fabric/csv-ledgers.ts';
import { limitEntries } from '#server/fabric/limit-entries.ts';
import { throughPrisma } from '#server/fabric/read-rows.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { arrayLedger } from './array-registrations.ts';
import { byRisk } from './by-risk.ts';
import { csvLedgerDto } from './csv-ledger-dto.ts';

type ArrayRow = { id: string; name: string; model: string; version: string; capabilities: unknown };
type LedgerOf = (csv: SeenCsv) => RegistrationLedger;

/**
 * What every array (or one) really holds, key by key: six queries, however many CSVs. Riskiest first.
 * @throws ProblemError `not_found`
 */
export async function getReservationLedger(actor: Actor, arrayId?: string): Promise<ReservationLedgerDto> {
  requireRole(actor, 'viewer');
  const [rows, entries, fabric, asOf] = await Promise.all([
    db.array.findMany({
      where: { missingSince: null, ...(arrayId === undefined ? {} : { id: arrayId }) },
      select: { id: true, name: true, model: true, version: true, capabilities: true },
    }),
    limitEntries(),
    csvFabric(throughPrisma(db), arrayId),
    oldestLook('arrays'),
  ]);
  if (arrayId !== undefined && rows.length === 0) throw notFound('array', arrayId);
  const ledgerOf = csvLedgers(fabric);
  return { asOf, arrays: rows.map((row) => arrayDto(row, fabric, entries, ledgerOf)).sort(byRisk) };
}

function arrayDto(
  row: ArrayRow,
  fabric: CsvFabric,
  entries: readonly LimitEntry[],
  ledgerOf: LedgerOf,
): ArrayLedgerDto {
  const { answer, held, hosts, figures } = arrayLedger(row, fabric, entries, ledgerOf);
  const lunLimit = answer.scopes.find(({ scope }) => scope === 'lun')?.limit ?? null;
  const count = (of: (ledger: RegistrationLedger) => number) => held.reduce((sum, { ledger }) => sum + of(ledger), 0);
  const keys = (state: string) => count((ledger) => ledger.keys.filter((key) => key.state === state).length);
  return {
    ...figures,
    missing: count(({ missing }) => missing.length),
    stale: keys('stale'),
    duplicate: keys('duplicate'),
    unknown: keys('unknown'),
    probe: ArrayCapabilities.shape.registrationProbe.catch(false).parse(probeOf(row.capabilities)),
    hosts: hostsOf(fabric, [...hosts, ...held.flatMap(({ ledger }) => ledger.cells.map(({ host }) => host.id))]),
    csvs: held.map((one) => csvLedgerDto(one, fabric, lunLimit)),
  };
}

function hostsOf({ hosts }: CsvFabric, ids: readonly string[]): ArrayLedgerDto['hosts'] {
  const found = [...new Set(ids)].flatMap((id) => hosts.get(id) ?? []);
  const list = found.map(({ id, name, clusterId, channels }) => ({ id, name, clusterId, channels }));
  return list.sort((a, b) => a.name.localeCompare(b.name));
}

function probeOf(capabilities: unknown): unknown {
  return (capabilities as { registrationProbe?: unknown } | null)?.registrationProbe;
}
