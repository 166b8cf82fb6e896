/** What an operation was answered with, when it was not carried out. */
export class WorldRefusal extends Error {}

export function refuseIf(wrong: boolean, code: string): void {
  if (wrong) throw new WorldRefusal(code);
}

export function orRefuse<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new WorldRefusal(`not_found: ${what}`);
  return value;
}
