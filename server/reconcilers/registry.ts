import { createPendingDemo } from './create-pending-demo.ts';
import { detectDrift } from './detect-drift.ts';
import { pollInventory } from './poll-inventory.ts';
import { prune } from './prune.ts';
import type { Reconciler } from './reconciler.ts';
import { recordPoolSamples } from './record-pool-samples.ts';
import { recordProbedLimits } from './record-probed-limits.ts';

/** Every reconciler there is. */
export const reconcilers: readonly Reconciler[] = [
  pollInventory,
  createPendingDemo,
  detectDrift,
  recordPoolSamples,
  recordProbedLimits,
  prune,
];
