import type { Access, HostFact, LunFact, MaskingSetFact } from './facts.ts';

export type AccessSummary = 'none' | Access | 'mixed';

/** What the masking sets of a LUN grant, taken together. */
export function accessSummary(masking: LunFact['masking']): AccessSummary {
  const [first, ...others] = new Set(Object.values(masking));
  if (first === undefined) return 'none';
  return others.length === 0 ? first : 'mixed';
}

/** Nobody can write to it and somebody can read it. */
export function isSealed(lun: Pick<LunFact, 'masking'>): boolean {
  return accessSummary(lun.masking) === 'read-only';
}

/**
 * The masking set that is this host's alone: all of its initiators and no other. A set that it shares with others would
 * show them the LUN too, and one that knows only some of its initiators would not be found by the others.
 */
export function ownMaskingSet(
  host: Pick<HostFact, 'initiators'>,
  sets: readonly MaskingSetFact[],
): MaskingSetFact | null {
  const own = initiatorText(host.initiators);
  if (own === '') return null;
  const mine = sets.filter((set) => initiatorText(set.initiators) === own);
  // Two such sets are equally good; the same one is chosen every time.
  return mine.sort((a, b) => (a.key < b.key ? -1 : 1))[0] ?? null;
}

export function sameInitiators(a: readonly string[], b: readonly string[]): boolean {
  return initiatorText(a) === initiatorText(b);
}

function initiatorText(initiators: readonly string[]): string {
  return [...new Set(initiators.map((name) => name.toLowerCase()))].sort().join('\n');
}
