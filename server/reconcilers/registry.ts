import { createPendingTemplates } from './create-pending-templates.ts';
import { detectDrift } from './detect-drift.ts';
import { pollInventory } from './poll-inventory.ts';
import { prune } from './prune.ts';
import type { Reconciler } from './reconciler.ts';
import { recordPoolSamples } from './record-pool-samples.ts';

/** Every reconciler there is. */
export const reconcilers: readonly Reconciler[] = [
  pollInventory,
  createPendingTemplates,
  detectDrift,
  recordPoolSamples,
  prune,
];
