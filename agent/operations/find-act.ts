import { createHash } from 'node:crypto';
import { prettifyError, ZodError } from 'zod';
import type { Driver } from '#agent/drivers/driver.ts';
import type { Guarded } from '#agent/drivers/guarded.ts';
import type { OperationRequest, Refusal } from '#contract/agent/operation.ts';
import type { BoundAct } from './act.ts';
import { arrayActs } from './array-acts.ts';
import { hostActs } from './host-acts.ts';
import { libraryActs } from './library-acts.ts';

export type Systems = ReadonlyMap<string, Guarded>;
type Found = { act: BoundAct; system: Guarded; digest: string };

/** Names of the operations that this driver takes: those of its kind, but for the parts it does not have. */
export const operationsOf = (driver: Driver): string[] => {
  if (driver.kind === 'library') return Object.keys(libraryActs);
  if (driver.kind === 'array') return namesWithout(arrayActs, driver.registrations ? [] : ['registrations.']);
  const lacking = [driver.sharedDisks ? [] : ['shared-disk.'], driver.moveStorage ? [] : ['vm.move-storage']];
  return namesWithout(hostActs, lacking.flat());
};

const namesWithout = (acts: object, prefixes: readonly string[]): string[] =>
  Object.keys(acts).filter((name) => !prefixes.some((prefix) => name.startsWith(prefix)));

/** The act a request asks for, or why there is none. Reads and changes nothing. */
export const findAct = (systems: Systems, request: OperationRequest): Found | { refusal: Refusal } => {
  const system = systems.get(request.system);
  if (!system) return refuse('unknown_system', `This agent serves no system ${request.system}.`);
  try {
    const act = bind(system, request.operation, request.params);
    if (!act)
      return refuse(
        'unknown_operation',
        `A driver of kind ${system.driver.kind} has no operation ${request.operation}.`,
      );
    return { act, system, digest: digestOf({ ...request, params: act.params }) };
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    return refuse('bad_params', `Parameters of ${request.operation}: ${prettifyError(error)}`);
  }
};

const bind = ({ driver }: Guarded, operation: string, params: unknown): BoundAct | null => {
  if (driver.kind === 'array') return own(arrayActs, operation)?.(driver, params) ?? null;
  if (driver.kind === 'library') return own(libraryActs, operation)?.(driver, params) ?? null;
  return own(hostActs, operation)?.(driver, params) ?? null;
};

const own = <A extends object>(acts: A, name: string): A[keyof A] | null =>
  Object.hasOwn(acts, name) ? acts[name as keyof A] : null;

const refuse = (code: string, sentence: string) => ({
  refusal: { code, sentence, remedy: 'Send what GET /v1/capabilities and the contract describe.' },
});

/** What makes a request the same request: everything but epoch and deadline, whatever the order of its fields. */
const digestOf = ({ system, operation, params, jobId, undoes }: OperationRequest): string =>
  createHash('sha256')
    .update(canonical({ system, operation, params, jobId, undoes: undoes ?? null }))
    .digest('base64url');

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
