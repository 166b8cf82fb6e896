/** The wizard's state mirrors its screens; `toInput` makes the procedure's input of it. */
export type CreateCsvDraft = {
  clusterId: string | null;
  poolId: string | null;
  /** Whole GiB: nobody types bytes. */
  sizeGib: number | null;
  name: string;
  [field: string]: unknown;
};

export const emptyDraft: CreateCsvDraft = { clusterId: null, poolId: null, sizeGib: 1024, name: '' };

export const stepKeys = ['cluster', 'pool', 'name', 'plan'] as const;
export type StepKey = (typeof stepKeys)[number];

const gib = 1024 ** 3;
const mostGib = Math.floor(Number.MAX_SAFE_INTEGER / gib);

/** What is missing or wrong in a step, in words; null = it is complete. */
export function stepProblem(draft: CreateCsvDraft, step: StepKey): string | null {
  if (step === 'cluster') return draft.clusterId ? null : 'Choose a cluster.';
  if (step === 'pool') return draft.poolId ? sizeProblem(draft) : 'Choose a pool.';
  if (step === 'name') return nameProblem(draft.name.trim());
  return null;
}

function sizeProblem({ sizeGib }: CreateCsvDraft): string | null {
  if (sizeGib === null || !Number.isInteger(sizeGib) || sizeGib < 1) return 'Say how large: a whole number of GiB.';
  return sizeGib > mostGib ? `At most ${mostGib.toLocaleString('en')} GiB.` : null;
}

export type PoolRoom = { name: string; sizeBytes: number; usedBytes: number };

/** How a size stands to the room of its pool, before the plan says so itself. */
export function roomWords({ sizeGib }: CreateCsvDraft, { name, sizeBytes, usedBytes }: PoolRoom): string {
  const freeGib = Math.max(0, Math.floor((sizeBytes - usedBytes) / gib));
  const free = `${name} has ${freeGib.toLocaleString('en')} GiB free`;
  return (sizeGib ?? 0) > freeGib ? `${free}: less than is asked for.` : `${free}.`;
}

function nameProblem(name: string): string | null {
  if (name === '') return 'Say how the CSV is called.';
  if (name.length > 63) return 'A name has at most 63 characters.';
  return /^[a-z0-9][a-z0-9 ._-]*$/i.test(name)
    ? null
    : "A name begins with a letter or digit and holds only letters, digits, spaces, '.', '_' and '-'.";
}

/** The step a person may be at: the asked one, or the first before it that is not complete. */
export function reachableStep(draft: CreateCsvDraft, asked: StepKey): StepKey {
  return stepKeys.slice(0, stepKeys.indexOf(asked)).find((step) => stepProblem(draft, step) !== null) ?? asked;
}

export function toInput({ clusterId, poolId, sizeGib, name }: CreateCsvDraft): Record<string, unknown> {
  return { clusterId, poolId, name: name.trim(), sizeBytes: (sizeGib ?? 0) * gib };
}
