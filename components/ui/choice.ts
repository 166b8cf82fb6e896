/** One of several values to choose from. */
export type Choice = {
  value: string;
  label: string;
  /** A second line: what the choice means, its size, its place. */
  hint?: string | undefined;
  /** Why it cannot be chosen; shown in place of the hint. */
  disabledReason?: string | null | undefined;
};
