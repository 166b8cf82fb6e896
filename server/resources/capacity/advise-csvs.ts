import { advise } from '#domain/capacity/advisor.ts';
import type { AdvisorInput } from '#domain/capacity/advisor-input.ts';
import { antiPatterns } from '#domain/capacity/anti-patterns.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import type { Context } from '#server/http/handle.ts';
import { advisorInventory } from './advisor-inventory.ts';
import { answered } from './answered.ts';

/** The fewest moves to the fewest CSVs, of an array's CSVs or of those that are given. @throws ProblemError `validation_failed`, `not_found` */
export async function adviseCsvs(actor: Actor, body: Context<'capacity.advice'>['body']) {
  requireRole(actor, 'viewer');
  const { arrayId, inventory: given, ...rules } = body;
  const inventory = given ?? (await advisorInventory(arrayId ?? ''));
  const input: AdvisorInput = { ...inventory, ...rules };
  const advice = answered(advise(input));
  const found = answered(antiPatterns(input));
  return {
    ...advice,
    antiPatterns: found.map((one) => ({ ...one, csvIds: [...one.csvIds], vmIds: [...one.vmIds] })),
    moves: advice.moves.map((move) => ({ ...move, fromCsvIds: [...move.fromCsvIds] })),
    keep: [...advice.keep],
    create: [...advice.create],
    retire: [...advice.retire],
    blocked: [...advice.blocked],
    classes: [...advice.classes],
  };
}
