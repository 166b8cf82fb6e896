import type { z } from 'zod';
import type { DraftDto } from '#contract/api/console.ts';
import type { Actor } from '#server/auth/actor.ts';
import { db, type Prisma } from '#server/db/client.ts';
import { ProblemError } from '#server/errors.ts';
import { getDraft } from './get-draft.ts';

const MAX_CHARACTERS = 200_000;

/** Keeps the whole draft, or forgets it (null). @throws ProblemError `validation_failed` where it is larger than any wizard's. */
export async function putDraft(
  actor: Actor,
  wizard: string,
  content: Record<string, unknown> | null,
): Promise<z.input<typeof DraftDto>> {
  const { userId } = actor;
  if (content === null) {
    await db.draft.deleteMany({ where: { userId, wizard } });
    return getDraft(actor, wizard);
  }
  if (JSON.stringify(content).length > MAX_CHARACTERS) {
    const message = `is more than ${MAX_CHARACTERS} characters`;
    throw new ProblemError('validation_failed', `The draft ${message}.`, {
      errors: [{ path: 'body.content', message }],
    });
  }
  const kept = content as Prisma.InputJsonObject;
  await db.draft.upsert({
    where: { userId_wizard: { userId, wizard } },
    create: { userId, wizard, content: kept },
    update: { content: kept },
  });
  return getDraft(actor, wizard);
}
