/** From, inclusive, and before, exclusive; null = open. */
export type FirmwareRange = { fromFirmware: string | null; beforeFirmware: string | null };

/**
 * -1, 0 or 1. Firmware names are whatever a vendor prints ('9.0', 'v10.1.2-hotfix'), so any two strings compare: runs of
 * digits as numbers, runs of letters as text.
 */
export function compareFirmware(a: string, b: string): -1 | 0 | 1 {
  const left = parts(a);
  const right = parts(b);
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const order = comparePart(left[at], right[at]);
    if (order !== 0) return order;
  }
  return 0;
}

/** null = cannot say, because the firmware is not known and the range is bounded. */
export function inFirmwareRange(firmware: string | null, { fromFirmware, beforeFirmware }: FirmwareRange) {
  if (fromFirmware === null && beforeFirmware === null) return true;
  if (firmware === null) return null;
  if (fromFirmware !== null && compareFirmware(firmware, fromFirmware) < 0) return false;
  return beforeFirmware === null || compareFirmware(firmware, beforeFirmware) < 0;
}

function parts(text: string): (bigint | string)[] {
  const runs =
    text
      .toLowerCase()
      .replace(/^v(?=\d)/, '')
      .match(/\d+|[a-z]+/g) ?? [];
  // Bounded, because anyone may type a version: beyond 64 parts two names are the same version.
  return runs.slice(0, 64).map((run) => (/^\d/.test(run) ? BigInt(run.slice(0, 64)) : run));
}

/** Order of one part: missing and 0 (so '9' is '9.0'), then words ('9.0-hotfix'), then 1, 2, 3 … */
function comparePart(a: bigint | string = 0n, b: bigint | string = 0n): -1 | 0 | 1 {
  if (a === b) return 0;
  if (typeof a === typeof b) return a < b ? -1 : 1;
  if (typeof a === 'string') return b === 0n ? 1 : -1;
  return a === 0n ? -1 : 1;
}
