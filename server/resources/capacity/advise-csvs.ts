import type { AdviceDto } from '#contract/api/capacity-advice.ts';
import type { Advice } from '#domain/capacity/advice.ts';
import { advise } from '#domain/capacity/advisor.ts';
import type { AdvisorInput } from '#domain/capacity/advisor-input.ts';
import { antiPatterns } from '#domain/capacity/anti-patterns.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import type { Context } from '#server/http/handle.ts';
import { advisorInventory } from './advisor-inventory.ts';
import { answered } from './answered.ts';

type Consolidation = AdviceDto['consolidation'];

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
    consolidation: given ? null : consolidationOf(advice, body.copyMegabytesPerSecond),
  };
}

/** A VM that is spread over several CSVs moves from each but the one it comes to lie on. */
function consolidationOf({ status, moves, create, retire }: Advice, megabytesPerSecond: number): Consolidation {
  if (status !== 'proposal' || create.length > 0) return null;
  return {
    moves: moves.flatMap(({ vmId, fromCsvIds, toCsvId }) =>
      fromCsvIds.filter((from) => from !== toCsvId).map((fromLunId) => ({ vmId, fromLunId, toLunId: toCsvId })),
    ),
    retireLunIds: retire.map(({ csvId }) => csvId),
    megabytesPerSecond,
  };
}
