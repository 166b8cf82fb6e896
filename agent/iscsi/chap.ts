import { createHash } from 'node:crypto';
import type { TextKeys } from './text.ts';

export type ChapCredentials = { user: string; secret: string };

/** The one algorithm every target knows: MD5 (RFC 1994), number 5. */
export const chapOffer: TextKeys = { CHAP_A: '5' };

function challengeBytes(text: string): Buffer {
  if (/^0x/i.test(text)) return Buffer.from(text.slice(2), 'hex');
  if (/^0b/i.test(text)) return Buffer.from(text.slice(2), 'base64');
  throw new Error('iSCSI target sent a CHAP challenge in no known encoding');
}

/** Answers the target's challenge: MD5 over identifier, secret and challenge. Throws when the challenge is missing. */
export function chapAnswer(challenge: TextKeys, credentials: ChapCredentials): TextKeys {
  const { CHAP_A: algorithm, CHAP_I: identifier, CHAP_C: text } = challenge;
  if (algorithm !== '5' || identifier === undefined || text === undefined) {
    throw new Error('iSCSI target asks for a CHAP algorithm other than MD5');
  }
  const digest = createHash('md5')
    .update(Buffer.from([Number(identifier)]))
    .update(credentials.secret)
    .update(challengeBytes(text))
    .digest('hex');
  return { CHAP_N: credentials.user, CHAP_R: `0x${digest}` };
}
