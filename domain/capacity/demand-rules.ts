import { type Expression, parseArithmetic, VARIABLES, type Variable } from './arithmetic.ts';
import { degreeIn, shapeIn } from './expression-shape.ts';
import { type FirmwareRange, inFirmwareRange } from './firmware.ts';
import { answer, type CapacityRefusal, type Outcome, refuse } from './outcome.ts';
import { compare, rational } from './rational.ts';

export type Confidence = 'high' | 'medium' | 'low';

/** How an array model counts registrations, where it counts more than hosts × channels × CSVs. */
export type DemandRule = FirmwareRange & {
  id: string;
  model: string;
  demand: { kind: 'multiplier'; multiplier: number } | { kind: 'expression'; expression: string };
  source: string;
  /** RFC 3339 date, or null where the source has none. */
  date: string | null;
  confidence: Confidence;
};

/** A rule made ready to count with. `additive`: the whole is the sum over the pairs of a host and a CSV it sees. */
export type Demand = { expression: Expression; text: string; additive: boolean; source: string };

/** What is known of the array that a question is about. */
export type ArrayKind = { model: string | null; firmware: string | null };

/** Times the plain formula; four decimals, so that a multiplier is exact. */
const MULTIPLIER_UNIT = 10_000;
const MAX_MULTIPLIER = 1_000;

const PLAIN = 'hosts * modules * channels * csvs';

/** The plain formula: PRs = hosts × (storage modules × channels per host to each module) × CSVs. */
export const PLAIN_DEMAND: Demand = {
  expression: VARIABLES.map((name): Expression => ({ kind: 'variable', name })).reduce((left, right) => ({
    kind: 'operation',
    operator: '*',
    left,
    right,
  })),
  text: PLAIN,
  additive: true,
  source: 'hosts × (storage modules × channels per host per module) × CSVs',
};

/**
 * Checks a rule and makes it ready. Refused: text that cannot be read, and a demand that could be negative, undefined or
 * fall when a count grows: no array registers less for more hosts, and a limit's crossing point would not exist.
 */
export function compileDemand(rule: DemandRule): Outcome<Demand> {
  if (rule.demand.kind === 'multiplier') {
    const refusal = refuseMultiplier(rule.demand.multiplier);
    return refusal ? refuse([refusal]) : answer(multiplied(rule.demand.multiplier, rule));
  }
  const { expression: text } = rule.demand;
  const parsed = parseArithmetic(text);
  if (!parsed.ok) return parsed;
  const expression = parsed.value;
  const unsettled = VARIABLES.filter((variable) => !neverFalls(expression, variable));
  if (unsettled.length > 0) return refuse([falls(text, unsettled)]);
  const additive = degreeIn(expression, 'hosts') === 1 && degreeIn(expression, 'csvs') === 1;
  return answer({ expression, text, additive, source: rule.source });
}

/** A demand as people write it: '1.5' = a multiplier, anything else an expression. `compileDemand` says whether it is one. */
export function readDemand(text: string): DemandRule['demand'] {
  const trimmed = text.trim();
  const isNumber = /^\d+(\.\d+)?$/.test(trimmed);
  return isNumber ? { kind: 'multiplier', multiplier: Number(trimmed) } : { kind: 'expression', expression: trimmed };
}

/**
 * The rules that may apply: those of the model whose range holds the firmware; with an unknown firmware all of the model,
 * because each may be the true one. None -> the plain formula.
 */
export function matchingRules({ model, firmware }: ArrayKind, rules: readonly DemandRule[]): readonly DemandRule[] {
  if (model === null) return [];
  const wanted = model.trim().toLowerCase();
  return rules.filter(
    (rule) => rule.model.trim().toLowerCase() === wanted && inFirmwareRange(firmware, rule) !== false,
  );
}

function multiplied(multiplier: number, { source }: DemandRule): Demand {
  const value = rational(BigInt(Math.round(multiplier * MULTIPLIER_UNIT)), BigInt(MULTIPLIER_UNIT));
  const expression: Expression = {
    kind: 'operation',
    operator: '*',
    left: { kind: 'number', value },
    right: PLAIN_DEMAND.expression,
  };
  return { expression, text: `${multiplier} * ${PLAIN}`, additive: true, source };
}

function neverFalls(expression: Expression, variable: Variable): boolean {
  const shape = shapeIn(expression, variable);
  if (!shape || compare(shape.low, rational(0n)) < 0) return false;
  return shape.direction === 'rises' || shape.direction === 'constant';
}

function refuseMultiplier(value: number): CapacityRefusal | null {
  const remedy = `Give a number above 0, up to ${MAX_MULTIPLIER}, with at most four decimals.`;
  const say = (code: CapacityRefusal['code'], what: string) => ({ code, field: 'multiplier', sentence: what, remedy });
  if (typeof value !== 'number' || Number.isNaN(value)) return say('not_a_number', 'The multiplier is not a number.');
  if (value > MAX_MULTIPLIER) return say('too_large', `The multiplier ${value} is above ${MAX_MULTIPLIER}.`);
  if (value <= 0) return say('not_positive', `The multiplier ${value} is not above zero.`);
  const whole = Math.round(value * MULTIPLIER_UNIT);
  if (whole / MULTIPLIER_UNIT !== value)
    return say('fractional', `The multiplier ${value} has more than four decimals.`);
  return null;
}

function falls(text: string, variables: readonly Variable[]): CapacityRefusal {
  const sentence = `'${text}' may be negative, undefined or fall when ${variables.join(', ')} grow.`;
  const remedy = 'Write a demand that never falls when a count grows, and that no divisor can make undefined.';
  return { code: 'bad_expression', field: 'expression', sentence, remedy };
}
