import { inTransaction } from '#server/inventory/inventory-lock.ts';
import { settleFindings } from '#server/inventory/settle-findings.ts';
import { doubleMounts } from './drift/double-mounts.ts';
import type { DriftCheck } from './drift/drift-check.ts';
import { endedQuarantines } from './drift/ended-quarantines.ts';
import { fullPools } from './drift/full-pools.ts';
import { registrations } from './drift/registrations.ts';
import { missingSystems, silentAgents } from './drift/silent-sources.ts';
import { unsealedGoldens } from './drift/unsealed-goldens.ts';
import { vmsWithoutBootLun } from './drift/vms-without-boot-lun.ts';
import type { Reconciler } from './reconciler.ts';

const checks: readonly DriftCheck[] = [
  unsealedGoldens,
  doubleMounts,
  vmsWithoutBootLun,
  endedQuarantines,
  fullPools,
  registrations,
  silentAgents,
  missingSystems,
];

/** Opens a finding for everything that should not be, and closes it when it no longer is. */
export const detectDrift: Reconciler = {
  name: 'detect-drift',
  everyMs: () => 10_000,
  run: async (pool) => {
    for (const { name, find } of checks)
      await inTransaction(pool, async (tx) => {
        const found = await find(tx);
        if (found) await settleFindings(tx, `drift:${name}`, found);
      });
  },
};
