import type { ObjectKind, Planned } from '#domain/plans/plan.ts';

/** An id of the input that nothing has. */
export type Missing = { kind: ObjectKind; id: string };
/** The facts of a procedure, or which objects of its input there are none of. */
export type Gathered<F> = { facts: F } | { missing: Missing[] };

/** What gathering needs to know beside the input. `newIds`: at least as many as the procedure asks for. */
export type GatherContext = { now: Date; newIds: string[]; exceptJobId: string | null };

const nouns: { [kind in ObjectKind]?: string } = {
  lun: 'LUN',
  vm: 'VM',
  'host-group': 'host group',
  'masking-set': 'masking set',
};

/** Ids that were asked for and not found, in the order they were asked for. */
export function missingOf(kind: ObjectKind, asked: readonly string[], found: readonly { id: string }[]): Missing[] {
  const there = new Set(found.map(({ id }) => id));
  return [...new Set(asked)].filter((id) => !there.has(id)).map((id) => ({ kind, id }));
}

/** Every object that is not there is a refusal of its own. */
export function refusedAsMissing(missing: readonly Missing[]): Planned {
  const checks = missing.map(({ kind, id }) => {
    const noun = nouns[kind] ?? kind.replaceAll('-', ' ');
    return {
      code: 'not_found',
      state: 'refused' as const,
      title: `The ${noun} is there`,
      reason: `There is no ${noun} with the id ${id}.`,
      remedy: { sentence: 'It may have been deleted; choose from what there is now.' },
    };
  });
  return { kind: 'refused', title: 'Something this plan is about is not there', checks };
}
