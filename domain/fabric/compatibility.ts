import type { ManagementServerFact } from './facts.ts';

export type Compatibility = { verdict: 'yes' | 'no' | 'unknown'; row: CompatibilityRow | null };
export type CompatibilityRow = { version: string; runsOn: string; manages: string | 'any'; compatible: boolean };

/** The published matrix of management server, its system and the iSCSI target it manages. No row = unknown, never yes. */
export const compatibilityMatrix: readonly CompatibilityRow[] = [
  { version: '2012 SP1', runsOn: 'WS2012', manages: 'iSCSI on WS2012', compatible: true },
  { version: '2012 SP1', runsOn: 'WS2012', manages: 'iSCSI on WS2012 R2', compatible: true },
  { version: '2012 R2', runsOn: 'WS2012 R2', manages: 'iSCSI on WS2012 R2', compatible: true },
  { version: '2012 R2', runsOn: 'WS2012', manages: 'iSCSI on WS2012 R2', compatible: true },
  { version: '2012 SP1', runsOn: 'WS2012 R2', manages: 'any', compatible: false },
];

export function compatibility(server: NonNullable<ManagementServerFact>, platform: string): Compatibility {
  const row = compatibilityMatrix.find(
    (one) =>
      one.version === server.version &&
      one.runsOn === server.runsOn &&
      (one.manages === 'any' || one.manages === platform),
  );
  if (!row) return { verdict: 'unknown', row: null };
  return { verdict: row.compatible ? 'yes' : 'no', row };
}
