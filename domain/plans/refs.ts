import type { OutputRef, Params, ParamValue } from './plan.ts';

/** A row's parameters point at an output that its row has not given: the plan or the agent is wrong, never guess. */
export class MissingOutput extends Error {
  readonly row: string;
  readonly output: string;
  constructor(row: string, output: string) {
    super(`Row ${row} has given no output '${output}'`);
    this.name = 'MissingOutput';
    this.row = row;
    this.output = output;
  }
}

/** Outputs by row key, as the agents answered them. */
export type Outputs = ReadonlyMap<string, { readonly [name: string]: unknown }>;
export type Resolved = { [name: string]: unknown };

export function isOutputRef(value: unknown): value is OutputRef {
  if (typeof value !== 'object' || value === null) return false;
  const ref = value as { $row?: unknown; output?: unknown };
  return typeof ref.$row === 'string' && typeof ref.output === 'string' && Object.keys(ref).length === 2;
}

/** The parameters with every ref replaced by what it stands for. Throws MissingOutput. */
export function resolveParams(params: Params, outputs: Outputs): Resolved {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, resolve(value, outputs)]));
}

/** Every ref in the parameters, however deep. */
export function refsOf(params: Params): OutputRef[] {
  return Object.values(params).flatMap(refsOfValue);
}

function resolve(value: ParamValue, outputs: Outputs): unknown {
  if (isOutputRef(value)) return outputOf(value, outputs);
  if (Array.isArray(value)) return value.map((member) => resolve(member, outputs));
  if (typeof value === 'object' && value !== null) return resolveParams(value, outputs);
  return value;
}

function outputOf(ref: OutputRef, outputs: Outputs): unknown {
  const of = outputs.get(ref.$row);
  // An output that is null stands for a value the array does not have (no LUN number yet): as good as missing.
  if (!of || !Object.hasOwn(of, ref.output) || of[ref.output] === null || of[ref.output] === undefined) {
    throw new MissingOutput(ref.$row, ref.output);
  }
  return of[ref.output];
}

function refsOfValue(value: ParamValue): OutputRef[] {
  if (isOutputRef(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(refsOfValue);
  if (typeof value === 'object' && value !== null) return refsOf(value);
  return [];
}
