import type { z } from 'zod';
import type { EffectDto } from '#contract/api/plans.ts';

export type Effect = z.infer<typeof EffectDto>;

/** So many are large; more would all be small. */
const mostLarge = 5;

export const isRegistrations = ({ unit }: Effect) => unit === 'registrations';

/**
 * The few figures that are shown large, and the rest. What changes goes before what is new, that before what stays; what
 * it does to registrations is always among them, because nobody sees it coming.
 */
export function largeEffects(effects: readonly Effect[]): { large: Effect[]; small: Effect[] } {
  const changes = (effect: Effect) => effect.before !== null && effect.before !== effect.after;
  const registrations = effects.filter((effect) => isRegistrations(effect) && changes(effect)).slice(0, mostLarge);
  const rest = effects.filter((effect) => !registrations.includes(effect));
  const order = [...rest.filter(changes), ...rest.filter((effect) => !changes(effect))];
  const large = [...order.slice(0, mostLarge - registrations.length), ...registrations];
  return { large, small: effects.filter((effect) => !large.includes(effect)) };
}
