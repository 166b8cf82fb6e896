import { type Actor, hasRole } from './actor.ts';

/** Why this person cannot plan and apply changes, for buttons that say so; null = they can. */
export function operateRefusal(actor: Pick<Actor, 'role'>): string | null {
  return hasRole(actor, 'operator') ? null : 'You are a viewer. An operator can do this; ask an admin for the role.';
}

/** The same for what only an admin may do. */
export function adminRefusal(actor: Pick<Actor, 'role'>): string | null {
  return hasRole(actor, 'admin') ? null : 'Only an admin can do this.';
}
