/**
 * Reservation keys say whose they are: 64 bits as 16 hex digits, since an array that refuses READ FULL STATUS tells nothing
 * but keys. `4844` ('HD'), 32 bits of a digest of the initiator name (case does not matter in one), 8 bits 00, and the
 * channel. Two initiators share a digest once in some four thousand million pairs.
 */
const mark = '4844';
/** One host has at most this many channels. */
export const MAX_CHANNELS = 256;

export function reservationKey(initiator: string, channel: number): string {
  if (!Number.isInteger(channel) || channel < 0 || channel >= MAX_CHANNELS)
    throw new RangeError(`a channel is 0 to ${MAX_CHANNELS - 1}, not ${channel}`);
  return `${mark}${digestOf(initiator)}00${channel.toString(16).padStart(2, '0')}`;
}

/** The keys of every channel of a host, that of its first initiator name: the one it logs in with. */
export function reservationKeys({
  initiators,
  channels,
}: {
  initiators: readonly string[];
  channels: number;
}): string[] {
  const [initiator] = initiators;
  return initiator === undefined ? [] : Array.from({ length: channels }, (_, at) => reservationKey(initiator, at));
}

/** Whose it is: `initiatorDigest` as `digestOf` makes it. null = a key that Heddle did not make. */
export function readReservationKey(key: string): { initiatorDigest: string; channel: number } | null {
  const parts = /^4844([0-9a-f]{8})00([0-9a-f]{2})$/.exec(key);
  return parts?.[1] && parts[2] ? { initiatorDigest: parts[1], channel: Number.parseInt(parts[2], 16) } : null;
}

/** FNV-1a over the code points of the lower-case name, 8 hex digits. */
export function digestOf(initiator: string): string {
  let hash = 0x811c9dc5;
  for (const character of initiator.toLowerCase()) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
