import { expandPattern } from '#domain/fabric/name-pattern.ts';

export type CloneLunsDraft = {
  count: number | null;
  namePattern: string;
  startNumber: number | null;
  hostIds: string[];
  [field: string]: unknown;
};

export const emptyDraft: CloneLunsDraft = { count: 1, namePattern: '', startNumber: 1, hostIds: [] };

/** What is missing or wrong, in words; null = it can be planned. */
export function draftProblem({ count, namePattern, startNumber, hostIds }: CloneLunsDraft): string | null {
  if (count === null || !Number.isInteger(count) || count < 1 || count > 10_000)
    return 'Say how many LUNs: 1 to 10,000.';
  if (startNumber === null || !Number.isInteger(startNumber) || startNumber < 0)
    return 'The first number is 0 or more.';
  if (namePattern.trim() === '') return 'Say how the LUNs are named.';
  const problem = expandPattern(namePattern.trim(), startNumber, count).problems[0];
  if (problem) return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;
  return hostIds.length > 0 ? null : 'Choose at least one host.';
}

export function toInput(
  goldenLunId: string,
  { namePattern, count, startNumber, hostIds }: CloneLunsDraft,
): Record<string, unknown> {
  return { goldenLunId, count, namePattern: namePattern.trim(), startNumber, hostIds };
}
