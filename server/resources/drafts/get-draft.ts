import type { z } from 'zod';
import type { DraftDto } from '#contract/api/console.ts';
import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';

/** Your own draft; content null = there is none. */
export async function getDraft(actor: Actor, wizard: string): Promise<z.input<typeof DraftDto>> {
  const draft = await db.draft.findUnique({ where: { userId_wizard: { userId: actor.userId, wizard } } });
  const content = (draft?.content ?? null) as Record<string, unknown> | null;
  return { wizard, content, updatedAt: draft?.updatedAt.toISOString() ?? null };
}
