/** Keys that no host has. */
export const madeUpKeys = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `00c0ffee${at.toString(16).padStart(8, '0')}`);
