import { Refused } from '#agent/drivers/refused.ts';

/** What this driver has, or a refusal that says what it cannot do. */
export const supported = <T>(part: T | undefined, what: string): T => {
  if (part !== undefined) return part;
  throw new Refused('unsupported', `This driver does not ${what}.`, 'Choose another system for it.');
};
