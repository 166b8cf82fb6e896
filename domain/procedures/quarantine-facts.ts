import type { ArrayFact, CloneFact, LunFact } from '#domain/fabric/facts.ts';
import { be, counted, nameList } from '#domain/fabric/name-list.ts';
import { pass, refuse } from '#domain/plans/check.ts';
import type { Check, ObjectRef } from '#domain/plans/plan.ts';
import { byText, significantArray, significantLun } from './significant.ts';

/** LUNs in quarantine (or said to be), where they are, and what stands on them. */
export type QuarantineFacts = { luns: LunFact[]; arrays: ArrayFact[]; clones: CloneFact[] };
export type QuarantineTask = { item: string; lun: LunFact; array: ArrayFact };

export function quarantineTasks(luns: readonly LunFact[], arrays: readonly ArrayFact[]): QuarantineTask[] {
  const byId = new Map(arrays.map((array) => [array.id, array]));
  return luns.map((lun, index) => {
    const array = byId.get(lun.arrayId);
    if (!array) throw new Error(`The array of LUN ${lun.name} is not among the facts`);
    return { item: `lun-${index + 1}`, lun, array };
  });
}

export function arraysReachable(tasks: readonly QuarantineTask[]): Check {
  const title = 'The agents of the arrays answer';
  const away = [...new Set(tasks.filter(({ array }) => !array.reachable).map(({ array }) => array.name))];
  if (away.length === 0) return pass('arrays_reachable', title, 'All of them answer.');
  const reason = `${nameList(away)} cannot be reached through an agent, or ${be(away.length)} no longer reported.`;
  return refuse('array_unreachable', title, reason, 'Start their agents, or leave their LUNs out.');
}

export function lunRef({ id, name }: LunFact): ObjectRef {
  return { kind: 'lun', id, name };
}

export function lunsTitle(verb: string, luns: readonly LunFact[], after = ''): string {
  const what = luns.length === 1 ? `LUN ${luns[0]?.name}` : counted(luns.length, 'LUN');
  return `${verb} ${what}${after}`;
}

/** What a plan about quarantined LUNs stands on. */
export function significantQuarantine({ luns, arrays, clones }: QuarantineFacts) {
  return {
    luns: luns.map(significantLun).sort(byText),
    arrays: arrays.map(significantArray).sort(byText),
    clones: [...clones].sort(byText),
  };
}
