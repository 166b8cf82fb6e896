import type { GoldenFacts } from '#domain/fabric/golden.ts';
import type { Db } from '#server/db/client.ts';
import { goldenFacts, templateForFacts } from '#server/fabric/golden-facts.ts';
import type { Gathered } from './gathered.ts';

/** What seal-golden and unseal-golden stand on; clone-vms begins with it. */
export async function gatherGolden(
  db: Db,
  input: { templateId: string; mountPathKey?: string | undefined },
): Promise<Gathered<{ golden: GoldenFacts }>> {
  const template = await db.template.findUnique({ where: { id: input.templateId }, include: templateForFacts });
  if (!template) return { missing: [{ kind: 'template', id: input.templateId }] };
  const [golden] = await goldenFacts(db, [template], input.mountPathKey ?? null);
  if (!golden) throw new Error(`no facts were gathered for template ${template.name}`);
  return { facts: { golden } };
}
