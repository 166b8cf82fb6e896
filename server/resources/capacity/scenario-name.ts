import { db } from '#server/db/client.ts';
import { ProblemError } from '#server/errors.ts';

/** @throws ProblemError `conflict` when another scenario has the name. */
export async function requireFreeScenarioName(name: string, ownId?: string): Promise<void> {
  const other = await db.capacityScenario.findUnique({ where: { name }, select: { id: true } });
  if (!other || other.id === ownId) return;
  throw new ProblemError('conflict', `There is a scenario called ${name} already.`, { remedy: 'Choose another name.' });
}
