import type { SystemInventory } from '#contract/agent/inventory.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';
import type { AgentName, GoldenName } from './fabric-config.ts';

/**
 * What a proof's fabric is made of: one array that clones sealed LUNs alone, two nodes of a library of which the first has
 * the golden disks, two hosts that belong to no common cluster. The rig runs an agent process for each name, kills and
 * restarts it, and plants its faults; of the systems behind the agents it knows no more than this.
 */
export type FabricParts = {
  /** Where agents keep their configs, states and planted faults. */
  agentsDir: string;
  /** The systems of an agent, as its config file lists them. */
  systemsOf: (agent: AgentName) => object[];
  /**
   * Makes the golden LUNs, open for writing and mounted on the first library node, by the agents' own operations: so the
   * ledgers tell everything that was ever done to this fabric.
   */
  furnish: (agents: Record<'array' | 'library', AgentEndpoint>) => Promise<void>;
  /** Key of the virtual disk on a golden LUN. */
  virtualDiskOf: (golden: GoldenName) => string;
  /** Of the VMs of its templates. */
  vmSize: { cpus: number; memoryBytes: number };
  /** Disks that a library node lists whether or not the array lets it see them. */
  listedDisks: readonly string[];
  /** An inventory without what changes by itself. */
  steady: (system: SystemInventory) => SystemInventory;
  /** Looks at the systems themselves, past every agent: equal answers are equal systems. */
  look: () => Promise<unknown>;
  /** What such a look shows if the agents' inventories are true and nothing else is there. */
  expected: (systems: readonly SystemInventory[]) => unknown;
  /** Takes down what it made. The agents have ended. */
  dispose: () => Promise<void>;
};

/** `home`: the proof's own folder, which goes away with it. */
export type MakeParts = (home: string) => Promise<FabricParts>;
