import { z } from 'zod';
import { procedureInputs } from '#contract/api/plans.ts';
import { be, counted, nameList } from '#domain/fabric/name-list.ts';
import { sameUniqueId, uniqueIdOf } from '#domain/fabric/unique-id.ts';
import { refuse } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import type { Db } from '#server/db/client.ts';
import { csvFacts } from './csv-facts.ts';

/** Of the plan that a job applied, what its undo goes by. */
export type AppliedPlan = { input: unknown; newIds: unknown };
/** null = nothing forbids it. */
export type UndoGuard = (db: Db, plan: AppliedPlan) => Promise<Check | null>;

const Ids = z.array(z.string());

/** Taking a creation back deletes the LUN, with what has been put on it since. One that is gone has nothing to lose. */
export const guardCreatedCsv: UndoGuard = async (db, { newIds }) => {
  const uniqueIds = Ids.parse(newIds).map(uniqueIdOf);
  const [csv] = await csvFacts(db, { uniqueId: { in: uniqueIds }, kind: 'csv' });
  if (!csv) return null;
  const { name, quarantinedUntil } = csv.lun;
  const title = 'Nothing would be lost with the CSV';
  if (quarantinedUntil !== null) {
    const reason = `${name} was retired since and is kept until ${quarantinedUntil.slice(0, 10)}: taking its creation back would destroy it before.`;
    return refuse('csv_quarantined', title, reason, 'Destroy it when its quarantine is over.');
  }
  const vms = [...new Set(csv.disks.map(({ vm }) => vm))];
  if (vms.length === 0) return null;
  const reason = `${name} holds ${counted(csv.disks.length, 'disk')} of ${nameList(vms)}: taking its creation back would delete the LUN.`;
  return refuse('csv_in_use', title, reason, 'Move their storage with Consolidate CSVs, or delete these VMs.');
};

export const guardRetiredCsv: UndoGuard = async (db, { input }) =>
  guardRetired(db, [procedureInputs['retire-csv'].parse(input).lunId]);

/** Each VM goes back from where it was moved to, onto a CSV that must still be there. */
export const guardConsolidatedCsvs: UndoGuard = async (db, { input }) => {
  const { moves, retireLunIds } = procedureInputs['consolidate-csvs'].parse(input);
  const ids = [...new Set([...retireLunIds, ...moves.map(({ fromLunId }) => fromLunId)])];
  return (await guardRetired(db, ids)) ?? (await guardMoved(db, moves));
};

/** A LUN whose quarantine has ended with its destruction cannot be brought back. */
async function guardRetired(db: Db, lunIds: readonly string[]): Promise<Check | null> {
  const gone = new Set(lunIds).size - (await db.lun.count({ where: { id: { in: [...lunIds] } } }));
  if (gone === 0) return null;
  const reason = `${counted(gone, 'CSV')} that it left ${gone === 1 ? 'has' : 'have'} been destroyed since.`;
  return refuse('csv_destroyed', 'The CSVs that it left are still there', reason, 'Create a CSV, and move VMs to it.');
}

async function guardMoved(db: Db, moves: readonly { vmId: string; toLunId: string }[]): Promise<Check | null> {
  const vms = await db.vm.findMany({
    where: { id: { in: moves.map(({ vmId }) => vmId) } },
    select: { id: true, name: true, disks: { select: { uniqueId: true } } },
  });
  const luns = await db.lun.findMany({ where: { id: { in: moves.map(({ toLunId }) => toLunId) } } });
  const isThere = ({ vmId, toLunId }: { vmId: string; toLunId: string }) => {
    const lun = luns.find(({ id }) => id === toLunId);
    const disks = vms.find(({ id }) => id === vmId)?.disks ?? [];
    return lun !== undefined && disks.some(({ uniqueId }) => sameUniqueId(uniqueId, lun.uniqueId));
  };
  const names = moves.filter((move) => !isThere(move)).map(({ vmId }) => vms.find(({ id }) => id === vmId)?.name);
  if (names.length === 0) return null;
  const known = [...new Set(names.map((name) => name ?? 'a VM that is gone'))];
  const reason = `${nameList(known)} ${be(known.length)} no longer where this job moved ${known.length === 1 ? 'it' : 'them'}.`;
  return refuse('vm_not_there', 'Each VM is where it was moved to', reason, 'Ask the advisor again.');
}
