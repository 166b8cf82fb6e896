import { describe } from 'vitest';
import { type LabPart, whyNoLab } from './why-no-lab.ts';

/** A suite that needs real parts; where they cannot be set up it is skipped under its own name, with the reason. */
export async function labSuite(name: string, parts: LabPart[], suite: () => void): Promise<void> {
  const reason = await whyNoLab(parts);
  if (reason) process.stderr.write(`lab: ${name} is skipped: ${reason}\n`);
  describe.skipIf(reason !== null)(reason ? `${name} (skipped: ${reason})` : name, suite);
}
