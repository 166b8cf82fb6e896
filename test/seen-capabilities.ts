import type { AgentCapabilities } from '#contract/agent/agent.ts';
import { operations } from '#contract/agent/operation.ts';

const prefixes = {
  array: /^(lun|masking|masking-set|registrations)\./,
  library: /^disk\./,
  host: /^(vm|shared-disk)\./,
};
type Kind = keyof typeof prefixes;

/** What an agent says of systems whose drivers can do everything that their kind can; of what is none it says nothing. */
export function seenCapabilities(name: string, systems: readonly unknown[]): AgentCapabilities {
  const known = systems.flatMap((one) => {
    const { system, kind } = (one ?? {}) as { system?: unknown; kind?: unknown };
    if (typeof system !== 'string' || typeof kind !== 'string' || !Object.hasOwn(prefixes, kind)) return [];
    const names = Object.keys(operations).filter((operation) => prefixes[kind as Kind].test(operation));
    return [{ system, kind: kind as Kind, driver: 'sim', operations: names }];
  });
  return { name, version: '1.0', systems: known };
}
