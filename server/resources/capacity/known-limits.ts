import type { ArrayKnowledge } from '#domain/capacity/array-knowledge.ts';
import { knowledgeOf } from '#domain/capacity/limit-entry.ts';
import { type SupposedLimit, supposeLimit } from '#domain/capacity/suppose-limit.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { limitEntries } from '#server/fabric/limit-entries.ts';

type Which = {
  arrayId?: string | undefined;
  arrayModel?: string | undefined;
  firmware?: string | undefined;
  supposedLimit?: SupposedLimit | undefined;
};

/**
 * What is known of the array that is asked about. A model or firmware that is given goes before what the array reports:
 * what if it were updated? @throws ProblemError `not_found`
 */
export async function knowledgeAbout({ arrayId, arrayModel, firmware, supposedLimit }: Which): Promise<ArrayKnowledge> {
  const array = arrayId === undefined ? null : await db.array.findUnique({ where: { id: arrayId } });
  if (arrayId !== undefined && !array) throw notFound('array', arrayId);
  const identity = {
    arrayId: arrayId ?? null,
    model: arrayModel ?? array?.model ?? null,
    firmware: firmware ?? array?.version ?? null,
  };
  return supposeLimit(knowledgeOf(identity, await limitEntries()), supposedLimit);
}
