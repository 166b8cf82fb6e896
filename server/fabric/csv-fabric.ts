import { RegistrationsValue } from '#contract/agent/registrations.ts';
import type { RegistrationsFact } from '#domain/fabric/facts.ts';
import { isStale } from '#server/agents/staleness.ts';
import type { ReadRows } from './read-rows.ts';

/** A CSV, or another LUN that somebody has registered keys on. Sizes in bytes. */
export type SeenCsv = {
  id: string;
  name: string;
  uniqueId: string;
  arrayId: string;
  poolId: string;
  targetIqn: string | null;
  isCsv: boolean;
  sizeBytes: number;
  usedBytes: number | null;
  /** Initiator names with a live session. */
  sessions: string[];
  /** null = its array does not tell. */
  registrations: RegistrationsFact | null;
  /** Hosts that a masking set of it lets in, also those that are no longer reported. */
  maskedTo: string[];
  /** Of them, those that count for what is planned: they are there and have channels. None for what is no CSV. */
  hostIds: string[];
  /** Virtual disks of VMs on it. */
  disks: number;
};
/** `channels`: of this host to all storage modules together. `reachable`: its agent answers, and still reports it. */
export type SeeingHost = {
  id: string;
  name: string;
  initiators: string[];
  channels: number;
  clusterId: string | null;
  missing: boolean;
  reachable: boolean;
};
export type CsvFabric = { csvs: SeenCsv[]; hosts: Map<string, SeeingHost> };

type CsvRow = Omit<SeenCsv, 'registrations' | 'hostIds'> & { registrations: unknown };
type HostRow = Omit<SeeingHost, 'reachable'> & { state: string; lastSeenMs: number | null };

/** Case does not matter in the name of an initiator. */
const csvSql = `
  WITH login AS (
    SELECT h.id, lower(n.name) AS initiator FROM "Host" h, jsonb_array_elements_text(h.initiators) AS n(name)
  ), seen AS (
    SELECT l.id, COALESCE(array_agg(DISTINCT login.id::text) FILTER (WHERE login.id IS NOT NULL), '{}') AS "maskedTo"
    FROM "Lun" l JOIN "Array" a ON a.id = l."arrayId" AND a."missingSince" IS NULL
      LEFT JOIN "Presentation" p ON p."lunId" = l.id
      LEFT JOIN "Initiator" i ON i."maskingSetId" = p."maskingSetId"
      LEFT JOIN login ON login.initiator = lower(i.name)
    WHERE ((l.kind = 'csv' AND l."quarantinedUntil" IS NULL) OR l.registrations->'registrants' <> '{}')
      AND ($1::uuid IS NULL OR l."arrayId" = $1::uuid)
    GROUP BY l.id
  )
  SELECT jsonb_build_object('id', l.id, 'name', l.name, 'uniqueId', l."uniqueId", 'arrayId', l."arrayId",
    'poolId', l."poolId", 'targetIqn', l."targetIqn", 'sizeBytes', l."sizeBytes", 'usedBytes', l."usedBytes",
    'isCsv', l.kind = 'csv' AND l."quarantinedUntil" IS NULL, 'sessions', l.sessions, 'registrations', l.registrations,
    'maskedTo', seen."maskedTo", 'disks', (SELECT count(*) FROM "VmDisk" d
      WHERE d."uniqueId" IN (l."uniqueId", lower(l."uniqueId"), upper(l."uniqueId")))) AS row
  FROM seen JOIN "Lun" l ON l.id = seen.id ORDER BY l.name, l.id`;
const hostSql = `
  SELECT jsonb_build_object('id', h.id, 'name', h.name, 'initiators', h.initiators, 'channels', h.channels,
    'clusterId', h."clusterId", 'missing', h."missingSince" IS NOT NULL, 'state', g.state,
    'lastSeenMs', floor(extract(epoch FROM g."lastSeenAt") * 1000)) AS row
  FROM "Host" h JOIN "Agent" g ON g.id = h."agentId" ORDER BY h.name, h.id`;

/** Every CSV as it is presented and registered on now, of one array or of all, and every host: two queries. By name. */
export async function csvFabric(read: ReadRows, arrayId: string | null = null): Promise<CsvFabric> {
  const csvs = await read<CsvRow>(csvSql, arrayId);
  const hosts = new Map((await read<HostRow>(hostSql)).map((row) => [row.id, seeingHost(row)]));
  const counts = (id: string) => {
    const host = hosts.get(id);
    return host !== undefined && !host.missing && host.channels > 0;
  };
  return {
    csvs: csvs.map((row) => ({ ...row, ...told(row), hostIds: row.isCsv ? row.maskedTo.filter(counts) : [] })),
    hosts,
  };
}

function seeingHost({ state, lastSeenMs, ...row }: HostRow): SeeingHost {
  const lastSeenAt = lastSeenMs === null ? null : new Date(lastSeenMs);
  return { ...row, reachable: state === 'online' && !row.missing && !isStale({ lastSeenAt }) };
}

function told({ registrations }: CsvRow): { registrations: RegistrationsFact | null } {
  return { registrations: RegistrationsValue.nullable().catch(null).parse(registrations) };
}
