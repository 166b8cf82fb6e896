import { z } from 'zod';
import { AgentCapabilities } from '#contract/agent/agent.ts';
import type { OperationName } from '#contract/agent/operation.ts';

const Capabilities = z.object({
  systems: z.array(AgentCapabilities.shape.systems.element.pick({ system: true, operations: true })),
});

/** Whether the driver of a system takes an operation, by what its agent said when it was last read. */
export function knowsOperation(capabilities: unknown, system: string, operation: OperationName): boolean {
  const { systems } = Capabilities.catch({ systems: [] }).parse(capabilities);
  return systems.some((one) => one.system === system && one.operations.includes(operation));
}
