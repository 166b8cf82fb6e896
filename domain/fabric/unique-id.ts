/** The unique id a new LUN gets from a UUID: its 32 hex digits. */
export function uniqueIdOf(uuid: string): string {
  return uuid.replaceAll('-', '').toLowerCase();
}

/** 8 to 64 lower-case hex digits, as VPD page 83 reports them. */
export function isUniqueId(text: string): boolean {
  return /^[0-9a-f]{8,64}$/.test(text);
}

/** Two ids of one LUN: the whole text, never a part of it, since one id may be the beginning of another. */
export function sameUniqueId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
