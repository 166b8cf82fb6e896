import { digestOf } from '#domain/fabric/reservation-key.ts';

/** Not the mark of a host's keys: whoever finds one knows that it expected none. */
const mark = '4850';

/**
 * The reservation keys under which an agent registers for a moment, to take registrations away: two, so that it gets on
 * when one of them was left behind. `channel` 0 to 255 tells sessions of one initiator apart.
 */
export function passingKeys(initiator: string, channel = 0): readonly [string, string] {
  const number = channel.toString(16).padStart(2, '0');
  return [`${mark}${digestOf(initiator)}00${number}`, `${mark}${digestOf(initiator)}01${number}`];
}
