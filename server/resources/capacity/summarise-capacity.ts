import type { CapacitySummaryDto, ForecastDto } from '#contract/api/capacity-records.ts';
import type { LimitEntry } from '#domain/capacity/limit-entry.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { type CsvFabric, csvFabric } from '#server/fabric/csv-fabric.ts';
import { csvLedgers } from '#server/fabric/csv-ledgers.ts';
import { limitEntries } from '#server/fabric/limit-entries.ts';
import { throughPrisma } from '#server/fabric/read-rows.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { arrayLedger } from './array-registrations.ts';
import { byRisk } from './by-risk.ts';
import { poolForecasts } from './pool-forecasts.ts';

type ArrayLine = CapacitySummaryDto['arrays'][number];
type PoolLine = CapacitySummaryDto['pools'][number];
type ArrayRow = { id: string; name: string; model: string; version: string };

/** Capacity and registrations of every array, riskiest first, and every pool, soonest full first. */
export async function summariseCapacity(actor: Actor): Promise<CapacitySummaryDto> {
  requireRole(actor, 'viewer');
  const now = new Date();
  const [rows, entries, fabric, forecasts, pools, luns, looked] = await Promise.all([
    db.array.findMany({ where: { missingSince: null }, select: { id: true, name: true, model: true, version: true } }),
    limitEntries(),
    csvFabric(throughPrisma(db)),
    poolForecasts(null, now),
    db.pool.aggregate({ where: { array: { missingSince: null } }, _sum: { sizeBytes: true, usedBytes: true } }),
    db.lun.aggregate({ where: { array: { missingSince: null } }, _sum: { sizeBytes: true } }),
    oldestLook('arrays'),
  ]);
  const ledgerOf = csvLedgers(fabric);
  return {
    asOf: looked ?? now.toISOString(),
    totals: {
      sizeBytes: Number(pools._sum.sizeBytes ?? 0),
      usedBytes: Number(pools._sum.usedBytes ?? 0),
      provisionedBytes: Number(luns._sum.sizeBytes ?? 0),
    },
    arrays: rows.map((row) => arrayLine(row, fabric, entries, ledgerOf)).sort(byRisk),
    pools: forecasts.map(poolLine).sort(bySoonestFull),
  };
}

type LedgerOf = ReturnType<typeof csvLedgers>;

function arrayLine(row: ArrayRow, fabric: CsvFabric, entries: readonly LimitEntry[], ledgerOf: LedgerOf): ArrayLine {
  const { csvs, hosts, figures } = arrayLedger(row, fabric, entries, ledgerOf);
  return {
    ...figures,
    hosts: hosts.length,
    csvs: csvs.filter(({ isCsv }) => isCsv).length,
  };
}

function poolLine({ pool, array, status, days, neededDays, current, overCommit, reaches }: ForecastDto): PoolLine {
  return { pool, array, status, days, neededDays, current, overCommit, reaches };
}

function bySoonestFull(a: PoolLine, b: PoolLine): number {
  const full = (line: PoolLine) => line.reaches.find(({ percent }) => percent === 100);
  const days = (line: PoolLine) => full(line)?.days ?? Number.POSITIVE_INFINITY;
  const earliest = (line: PoolLine) => full(line)?.earliestDays ?? Number.POSITIVE_INFINITY;
  const compare = (x: number, y: number) => (x === y ? 0 : x - y);
  const used = (line: PoolLine) => line.current?.usedPercent ?? -1;
  return compare(days(a), days(b)) || compare(earliest(a), earliest(b)) || used(b) - used(a);
}
