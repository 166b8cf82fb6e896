import type { ForecastDto } from '#contract/api/capacity-records.ts';
import { type Forecast, forecast, type PoolSample } from '#domain/capacity/forecast.ts';
import { pool } from '#server/db/client.ts';
import { groupBy } from './group-by.ts';

type PoolRow = { id: string; name: string; arrayId: string; arrayName: string };
type SampleRow = { poolId: string; at: Date; sizeBytes: string; usedBytes: string; provisionedBytes: string };

/** A chart is no wider than so many points; the trend is of all of them. */
const SHOWN_SAMPLES = 240;

const poolSql = `
  SELECT p.id, p.name, a.id AS "arrayId", a.name AS "arrayName" FROM "Pool" p JOIN "Array" a ON a.id = p."arrayId"
  WHERE a."missingSince" IS NULL AND ($1::uuid IS NULL OR p.id = $1::uuid) ORDER BY a.name, p.name, p.id`;
/** Four a day: the trend goes by the median of a day, and a year of quarters of an hour is more than it needs. */
const sampleSql = `
  SELECT DISTINCT ON (s."poolId", date_bin('6 hours', s.at, 'epoch'::timestamptz))
    s."poolId", s.at, s."sizeBytes", s."usedBytes", s."provisionedBytes"
  FROM "PoolSample" s WHERE s."poolId" = ANY($1::uuid[]) AND s."sizeBytes" > 0 AND s.at > now() - interval '550 days'
  ORDER BY s."poolId", date_bin('6 hours', s.at, 'epoch'::timestamptz), s.at DESC`;

/** The forecast of one pool or of all, from what was recorded; a pool without samples says so. */
export async function poolForecasts(poolId: string | null, now: Date): Promise<ForecastDto[]> {
  const { rows: pools } = await pool.query<PoolRow>(poolSql, [poolId]);
  const { rows } = await pool.query<SampleRow>(sampleSql, [pools.map(({ id }) => id)]);
  const samples = groupBy(rows, (row) => row.poolId);
  return pools.map((row) => forecastDto(row, (samples.get(row.id) ?? []).map(toSample), now));
}

function toSample({ at, sizeBytes, usedBytes, provisionedBytes }: SampleRow): PoolSample {
  return {
    atMs: at.getTime(),
    usedBytes: Number(usedBytes),
    provisionedBytes: Number(provisionedBytes),
    physicalBytes: Number(sizeBytes),
  };
}

function forecastDto(row: PoolRow, samples: PoolSample[], now: Date): ForecastDto {
  const outcome = forecast(samples, now.getTime());
  // Samples that cannot be counted with are samples that are not there: one bad pool must not blank the others.
  const found = outcome.ok ? outcome.value : noForecast;
  const { current, projection } = found;
  return {
    ...found,
    pool: { id: row.id, name: row.name },
    array: { id: row.arrayId, name: row.arrayName },
    current: current && { ...timed(current), usedPercent: current.usedPercent },
    reaches: [...found.reaches],
    history: outcome.ok ? thinned(samples).map(timed) : [],
    projection: projection.map(({ atMs, ...point }) => ({ at: new Date(atMs).toISOString(), ...point })),
  };
}

const noForecast: Forecast = {
  ...{ status: 'needs-data', days: 0, neededDays: 7, current: null, overCommit: null, trend: null },
  ...{ reaches: [], projection: [] },
};

function timed({ atMs, usedBytes, provisionedBytes, physicalBytes }: PoolSample) {
  return { at: new Date(atMs).toISOString(), usedBytes, provisionedBytes, physicalBytes };
}

/** Evenly, and always with the newest. */
function thinned(samples: PoolSample[]): PoolSample[] {
  const step = Math.ceil(samples.length / SHOWN_SAMPLES) || 1;
  return samples.filter((_, at) => (samples.length - 1 - at) % step === 0);
}
