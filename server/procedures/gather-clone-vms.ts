import type { ProcedureInput } from '#contract/api/plans.ts';
import { resolveChain } from '#domain/fabric/chain.ts';
import { expandPattern } from '#domain/fabric/name-pattern.ts';
import type { CloneVmsFacts } from '#domain/procedures/clone-vms.ts';
import type { Db } from '#server/db/client.ts';
import { readSettings } from '#server/db/settings.ts';
import { gatherGolden } from './gather-golden.ts';
import { gatherTargets, hostSetsOf } from './gather-targets.ts';
import type { GatherContext, Gathered } from './gathered.ts';
import { takenNames } from './taken-names.ts';

export async function gatherCloneVms(
  db: Db,
  input: ProcedureInput<'clone-vms'>,
  { newIds, exceptJobId }: GatherContext,
): Promise<Gathered<CloneVmsFacts>> {
  const source = await gatherGolden(db, input);
  const { hosts, cluster, missing } = await gatherTargets(db, input);
  if ('missing' in source) return { missing: [...source.missing, ...missing] };
  if (missing.length > 0) return { missing };
  const { golden } = source.facts;
  // Where the chain is broken there is no array to look at; the plan is refused for that.
  const arrayId = resolveChain(golden).array?.id ?? null;
  const { names } = expandPattern(input.namePattern, input.startNumber, input.count);
  const { managementServer } = await readSettings(db);
  return {
    facts: {
      ...{ golden, hosts, cluster, newIds, managementServer },
      hostSets: arrayId === null ? [] : await hostSetsOf(db, arrayId, hosts),
      takenNames: await takenNames(db, { names, vms: true, arrayId, exceptJobId }),
    },
  };
}
