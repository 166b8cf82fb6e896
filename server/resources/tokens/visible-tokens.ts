import { type Actor, hasRole } from '#server/auth/actor.ts';

/** Your own; all of them for an admin. */
export const visibleTokens = (actor: Actor): { userId?: string } =>
  hasRole(actor, 'admin') ? {} : { userId: actor.userId };
