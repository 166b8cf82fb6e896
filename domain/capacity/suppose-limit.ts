import type { ArrayKnowledge } from './array-knowledge.ts';
import type { LimitScope } from './limits.ts';

export type SupposedLimit = { scope: LimitScope; value: number };

/** Stands for an array that is no array of the inventory, so that a supposed limit can be its own. */
const ASKED_ABOUT = 'asked-about';

/** What if the limit were this? It takes the place of what is known at its scope; the limits of other scopes still hold. */
export function supposeLimit(knowledge: ArrayKnowledge, supposed: SupposedLimit | null | undefined): ArrayKnowledge {
  if (!supposed) return knowledge;
  const arrayId = knowledge.array?.arrayId ?? ASKED_ABOUT;
  const others = (knowledge.limits ?? []).filter((limit) => limit.scope !== supposed.scope);
  const limit = {
    ...{ id: 'supposed', arrayId, model: null, fromFirmware: null, beforeFirmware: null },
    ...{ scope: supposed.scope, value: supposed.value, source: 'supposed', date: null, confidence: 'low' as const },
  };
  return { ...knowledge, array: { ...knowledge.array, arrayId }, limits: [...others, limit] };
}
