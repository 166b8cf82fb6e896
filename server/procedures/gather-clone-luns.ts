import type { ProcedureInput } from '#contract/api/plans.ts';
import { resolveChain } from '#domain/fabric/chain.ts';
import type { LunFact } from '#domain/fabric/facts.ts';
import { isSealed } from '#domain/fabric/masking.ts';
import { expandPattern } from '#domain/fabric/name-pattern.ts';
import type { Remedy } from '#domain/plans/plan.ts';
import type { CloneLunsFacts } from '#domain/procedures/clone-luns.ts';
import type { Db } from '#server/db/client.ts';
import { readSettings } from '#server/db/settings.ts';
import { goldenFacts, templateForFacts } from '#server/fabric/golden-facts.ts';
import { lunFact, lunForFact } from '#server/fabric/row-facts.ts';
import { gatherTargets, hostSetsOf } from './gather-targets.ts';
import type { GatherContext, Gathered } from './gathered.ts';
import { arraysOf, poolOf } from './lun-facts.ts';
import { takenNames } from './taken-names.ts';

export async function gatherCloneLuns(
  db: Db,
  input: ProcedureInput<'clone-luns'>,
  { newIds, exceptJobId }: GatherContext,
): Promise<Gathered<CloneLunsFacts>> {
  const row = await db.lun.findUnique({ where: { id: input.goldenLunId }, include: lunForFact });
  const { hosts, cluster, missing } = await gatherTargets(db, input);
  if (!row) return { missing: [{ kind: 'lun', id: input.goldenLunId }, ...missing] };
  if (missing.length > 0) return { missing };
  const lun = lunFact(row);
  const [array] = await arraysOf(db, [lun]);
  if (!array) throw new Error(`no array was found for LUN ${lun.name}`);
  const { names } = expandPattern(input.namePattern, input.startNumber, input.count);
  const { managementServer } = await readSettings(db);
  const clones = await db.lun.count({ where: { arrayId: array.id, parentUniqueId: lun.uniqueId } });
  return {
    facts: {
      source: { lun, array, pool: await poolOf(db, lun), clones, seal: await waysToSeal(db, lun) },
      ...{ hosts, cluster, newIds, managementServer },
      hostSets: await hostSetsOf(db, array.id, hosts),
      takenNames: await takenNames(db, { names, vms: false, arrayId: array.id, exceptJobId }),
    },
  };
}

/** The procedure that seals it, where it is the golden LUN of a template; looked for only when it is not sealed. */
async function waysToSeal(db: Db, lun: LunFact): Promise<Remedy> {
  const byHand = { sentence: 'Take it out of its masking sets, or present it read-only.' };
  if (isSealed(lun) || Object.keys(lun.masking).length === 0) return byHand;
  const templates = await db.template.findMany({ include: templateForFacts, orderBy: { name: 'asc' } });
  const goldens = await goldenFacts(db, templates);
  const template = goldens.find((golden) => resolveChain(golden).lun?.id === lun.id)?.template;
  if (!template) return byHand;
  const sentence = `Seal it, as the golden LUN of ${template.name}.`;
  return { sentence, procedure: 'seal-golden', input: { templateId: template.id } };
}
