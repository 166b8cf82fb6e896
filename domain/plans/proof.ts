import type { Expectation, ParamValue, Proof } from './plan.ts';

export type Observed = { found: true; value: unknown } | { found: false };
export type ProofResult = { held: boolean; failures: string[] };

/** Compares what was seen with what must be; every expectation that failed is a sentence of its own. */
export function holds(proof: Pick<Proof, 'expect'>, observed: Observed): ProofResult {
  const failures = proof.expect.map((expectation) => failureOf(expectation, observed)).filter((f) => f !== null);
  return { held: failures.length === 0, failures };
}

function failureOf(expectation: Expectation, observed: Observed): string | null {
  if ('found' in expectation) {
    if (expectation.found === observed.found) return null;
    return expectation.found ? 'it was not found' : 'it is still there';
  }
  const name = expectation.path.join('.');
  // A thing that is not there has no such path: `absent` holds of it, and a plan that minds says `found: true` too.
  const seen = observed.found ? walk(observed.value, expectation.path) : undefined;
  if ('absent' in expectation) return seen === undefined ? null : `${name} is ${text(seen)}, expected nothing`;
  if (!observed.found) return `${name} could not be seen: it was not found`;
  if ('is' in expectation) {
    return Object.is(seen, expectation.is) ? null : `${name} is ${text(seen)}, expected ${text(expectation.is)}`;
  }
  return hasExactly(seen, expectation.members)
    ? null
    : `${name} is ${text(seen)}, expected ${text(expectation.members)}`;
}

function walk(value: unknown, path: readonly string[]): unknown {
  let at: unknown = value;
  for (const segment of path) {
    // Own members only: 'constructor' is no observation.
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return undefined;
    at = (at as { [name: string]: unknown })[segment];
  }
  return at;
}

function hasExactly(seen: unknown, members: readonly ParamValue[]): boolean {
  if (!Array.isArray(seen) || seen.length !== members.length) return false;
  const left: unknown[] = [...seen];
  // The most demanding first, so that a member with few fields does not take the only match of another.
  for (const member of [...members].sort((a, b) => fields(b) - fields(a))) {
    const at = left.findIndex((candidate) => matches(candidate, member));
    if (at === -1) return false;
    left.splice(at, 1);
  }
  return true;
}

function matches(seen: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return Object.is(seen, wanted);
  if (typeof seen !== 'object' || seen === null || Array.isArray(seen) !== Array.isArray(wanted)) return false;
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(seen, key) && matches(walk(seen, [key]), value));
}

function fields(value: ParamValue): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

function text(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 300 ? `${json.slice(0, 300)}…` : json;
}
