import type { Role } from '#contract/api/endpoint.ts';
import { ProblemError } from '#server/errors.ts';

/** Who asks: a person, signed in or through one of their tokens. Every verb takes it first. */
export type Actor = {
  userId: string;
  name: string;
  /** With a token: the lower of the token's role and its owner's. */
  role: Role;
  tokenId: string | null;
};

const rank: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

export const isRole = (text: string): text is Role => Object.hasOwn(rank, text);
export const hasRole = (actor: Pick<Actor, 'role'>, role: Role): boolean => rank[actor.role] >= rank[role];
export const lowerRole = (a: Role, b: Role): Role => (rank[a] <= rank[b] ? a : b);

const withArticle: Record<Role, string> = { viewer: 'a viewer', operator: 'an operator', admin: 'an admin' };

/** @throws ProblemError `forbidden`, naming the role that is needed and the one that is there. */
export function requireRole(actor: Pick<Actor, 'role'>, role: Role): void {
  if (hasRole(actor, role)) return;
  throw new ProblemError('forbidden', `This needs ${withArticle[role]}; you are ${withArticle[actor.role]}.`, {
    remedy: 'Ask an admin to do it, or to change your role.',
  });
}
