import { expandPattern } from '#domain/fabric/name-pattern.ts';

/** The wizard's state mirrors its screens; `toInput` makes the procedure's input of it. */
export type CloneVmsDraft = {
  templateId: string | null;
  count: number | null;
  namePattern: string;
  startNumber: number | null;
  placement: 'cluster' | 'hosts';
  clusterId: string | null;
  hostIds: string[];
  start: boolean;
  [field: string]: unknown;
};

export const emptyDraft: CloneVmsDraft = {
  templateId: null,
  count: 4,
  namePattern: '',
  startNumber: 1,
  placement: 'cluster',
  clusterId: null,
  hostIds: [],
  start: true,
};

export const stepKeys = ['template', 'names', 'placement', 'plan'] as const;
export type StepKey = (typeof stepKeys)[number];

const mostVms = 10_000;

/** What is missing or wrong in a step, in words; null = it is complete. */
export function stepProblem(draft: CloneVmsDraft, step: StepKey): string | null {
  if (step === 'template') return draft.templateId ? null : 'Choose a template.';
  if (step === 'names') return namesProblem(draft);
  if (step === 'placement') {
    if (draft.placement === 'cluster') return draft.clusterId ? null : 'Choose a cluster.';
    return draft.hostIds.length > 0 ? null : 'Choose at least one host.';
  }
  return null;
}

function namesProblem({ count, namePattern, startNumber }: CloneVmsDraft): string | null {
  if (count === null || !Number.isInteger(count) || count < 1) return 'Say how many VMs: 1 or more.';
  if (count > mostVms) return `At most ${mostVms.toLocaleString('en')} VMs can be cloned at once.`;
  if (startNumber === null || !Number.isInteger(startNumber) || startNumber < 0)
    return 'The first number is 0 or more.';
  if (namePattern.trim() === '') return 'Say how the VMs are named.';
  const problem = expandPattern(namePattern.trim(), startNumber, count).problems[0];
  return problem ? `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.` : null;
}

/** The first and last names, for a look before the plan: 'web-01, web-02 … web-40'. */
export function namePreview({ count, namePattern, startNumber }: CloneVmsDraft): string {
  if (count === null || startNumber === null || count < 1 || count > mostVms) return '';
  const { names } = expandPattern(namePattern.trim(), startNumber, count);
  return names.length <= 3 ? names.join(', ') : `${names[0]}, ${names[1]} … ${names.at(-1)}`;
}

/** The step a person may be at: the asked one, or the first before it that is not complete. */
export function reachableStep(draft: CloneVmsDraft, asked: StepKey): StepKey {
  return stepKeys.slice(0, stepKeys.indexOf(asked)).find((step) => stepProblem(draft, step) !== null) ?? asked;
}

export function toInput(draft: CloneVmsDraft): Record<string, unknown> {
  const where = draft.placement === 'cluster' ? { clusterId: draft.clusterId } : { hostIds: draft.hostIds };
  const { templateId, count, startNumber, start } = draft;
  return { templateId, count, namePattern: draft.namePattern.trim(), startNumber, ...where, start };
}
