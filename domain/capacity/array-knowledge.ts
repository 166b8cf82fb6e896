import { compileDemand, type Demand, type DemandRule, matchingRules, PLAIN_DEMAND } from './demand-rules.ts';
import { type ArrayIdentity, applicableLimits, type LimitRecord } from './limits.ts';
import { answer, type CapacityRefusal, type Outcome, refuse } from './outcome.ts';

/** What is known of the array, its limits and how it counts. Left out = unknown. */
export type ArrayKnowledge = {
  array?: Partial<ArrayIdentity>;
  limits?: readonly LimitRecord[];
  rules?: readonly DemandRule[];
};

/** The demands that may apply, ready to count with: the plain formula where no rule does. */
export function demandsOf({ array, rules = [] }: ArrayKnowledge): Outcome<readonly Demand[]> {
  const kind = { model: array?.model ?? null, firmware: array?.firmware ?? null };
  const compiled = matchingRules(kind, rules).map(compileDemand);
  const refusals = compiled.flatMap((demand): readonly CapacityRefusal[] => (demand.ok ? [] : demand.refusals));
  if (refusals.length > 0) return refuse(refusals);
  const demands = compiled.flatMap((demand) => (demand.ok ? [demand.value] : []));
  return answer(demands.length > 0 ? demands : [PLAIN_DEMAND]);
}

/** The limits that apply, at most one a scope. */
export function limitsOf({ array, limits = [] }: ArrayKnowledge): LimitRecord[] {
  const { arrayId = null, model = null, firmware = null } = array ?? {};
  return applicableLimits({ arrayId, model, firmware }, limits);
}

/** What was assumed, in words: shown beside the figure. */
export function notesOf(knowledge: ArrayKnowledge, demands: readonly Demand[], taken: Demand): string[] {
  const model = knowledge.array?.model;
  const notes: string[] = [];
  if (taken === PLAIN_DEMAND && model) notes.push(`No demand rule is known for ${model}: the plain formula is used.`);
  if (taken !== PLAIN_DEMAND) notes.push(`Counted by the rule '${taken.text}' (${taken.source}).`);
  if (demands.length > 1) notes.push(`${demands.length} rules may apply; the most demanding is used.`);
  if (!limitsOf(knowledge).some((limit) => limit.value !== null))
    notes.push('No registration limit is known here: ask the vendor, or probe a scratch LUN.');
  return notes;
}
