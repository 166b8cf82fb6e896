import type { CapacitySummaryDto, ForecastDto } from '#contract/api/capacity-records.ts';
import type { LimitEntry } from '#domain/capacity/limit-entry.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { limitEntries } from '#server/fabric/limit-entries.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { arrayRegistrations } from './array-registrations.ts';
import { type CsvFabric, csvFabric } from './csv-fabric.ts';
import { poolForecasts } from './pool-forecasts.ts';

type ArrayLine = CapacitySummaryDto['arrays'][number];
type PoolLine = CapacitySummaryDto['pools'][number];
type ArrayRow = { id: string; name: string; model: string; version: string };

/** Unknown stands before within: what is not known is a risk, what is known to fit is none. */
const RISK = { exceeded: 0, warning: 1, unknown: 2, within: 3 };

/** Capacity and registrations of every array, riskiest first, and every pool, soonest full first. */
export async function summariseCapacity(actor: Actor): Promise<CapacitySummaryDto> {
  requireRole(actor, 'viewer');
  const now = new Date();
  const [rows, entries, fabric, forecasts, pools, luns, looked] = await Promise.all([
    db.array.findMany({ where: { missingSince: null }, select: { id: true, name: true, model: true, version: true } }),
    limitEntries(),
    csvFabric(),
    poolForecasts(null, now),
    db.pool.aggregate({ where: { array: { missingSince: null } }, _sum: { sizeBytes: true, usedBytes: true } }),
    db.lun.aggregate({ where: { array: { missingSince: null } }, _sum: { sizeBytes: true } }),
    oldestLook('arrays'),
  ]);
  return {
    asOf: looked ?? now.toISOString(),
    totals: {
      sizeBytes: Number(pools._sum.sizeBytes ?? 0),
      usedBytes: Number(pools._sum.usedBytes ?? 0),
      provisionedBytes: Number(luns._sum.sizeBytes ?? 0),
    },
    arrays: rows.map((row) => arrayLine(row, fabric, entries)).sort(byRisk),
    pools: forecasts.map(poolLine).sort(bySoonestFull),
  };
}

function arrayLine(row: ArrayRow, fabric: CsvFabric, entries: readonly LimitEntry[]): ArrayLine {
  const { answer, csvs, hosts } = arrayRegistrations(row, fabric, entries);
  return {
    array: { id: row.id, name: row.name },
    model: row.model,
    firmware: row.version,
    hosts: hosts.length,
    csvs: csvs.length,
    planned: answer.reservations,
    // No agent reports the keys that a LUN holds.
    actual: null,
    limit: answer.limit,
    limitScope: answer.limitScope,
    headroom: answer.headroom,
    verdict: answer.verdict,
  };
}

/** `headroom` tells how full the scope that binds is; `planned` is of the whole array. */
function byRisk(a: ArrayLine, b: ArrayLine): number {
  const share = ({ limit, headroom }: ArrayLine) =>
    limit === null || headroom === null ? 0 : 1 - headroom / Math.max(1, limit);
  return (
    RISK[a.verdict] - RISK[b.verdict] ||
    share(b) - share(a) ||
    b.planned - a.planned ||
    a.array.name.localeCompare(b.array.name)
  );
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
