export type ProbeDraft = { poolId: string | null; ceiling: number | null };

/** What is missing or wrong, in words; null = it is complete. */
export function draftProblem({ poolId, ceiling }: ProbeDraft): string | null {
  if (!poolId) return 'Choose a pool for the scratch LUN.';
  if (ceiling === null || !Number.isInteger(ceiling) || ceiling < 1 || ceiling > 4096)
    return 'The ceiling is a whole number from 1 to 4,096.';
  return null;
}
