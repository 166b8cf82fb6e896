import type { ArrayKnowledge } from '#domain/capacity/array-knowledge.ts';
import type { PoolFact, RegistrationsFact } from '#domain/fabric/facts.ts';

/** A host that a CSV is presented to, as far as it counts: `channels` to all modules of the array together. */
export type RegisteringHost = { initiators: string[]; channels: number };

/** A CSV (or another LUN with registrations), as far as it counts against a limit. */
export type RegistrationLunFact = {
  uniqueId: string;
  name: string;
  poolId: string;
  targetIqn: string | null;
  /** Those it is presented to: what is planned for it. The same list may stand for many LUNs. */
  hosts: readonly RegisteringHost[];
  /** null = its array does not tell: what is planned counts. */
  actual: RegistrationsFact | null;
};

/** An array that a plan may touch, every CSV on it, and what limits it. */
export type ArrayRegistrationFact = {
  arrayId: string;
  name: string;
  agentId: string;
  system: string;
  /** Pools by key as rows name them, so that a LUN that a plan makes counts in the right one. */
  pools: readonly Pick<PoolFact, 'id' | 'key' | 'name'>[];
  /** Its driver tells registrations: a LUN that a plan makes counts as what it holds. */
  reportsRegistrations: boolean;
  /** The limits table and the demand rules, with the limit its agent reports (`withReportedLimits`). */
  knowledge: ArrayKnowledge;
  luns: readonly RegistrationLunFact[];
};

/** An administrator goes beyond the limit of the array of exactly this name. `by` is who. */
export type RegistrationOverride = { arrayName: string; by: string };
