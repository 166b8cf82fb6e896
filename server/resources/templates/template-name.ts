import { db } from '#server/db/client.ts';
import { ProblemError } from '#server/errors.ts';

/** @throws ProblemError `conflict` when another template has the name. */
export async function requireFreeName(name: string, ownId?: string): Promise<void> {
  const other = await db.template.findUnique({ where: { name }, select: { id: true } });
  if (!other || other.id === ownId) return;
  throw new ProblemError('conflict', `There is a template called ${name} already.`, { remedy: 'Choose another name.' });
}
