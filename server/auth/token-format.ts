import { createHash, randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 8;
const SECRET_LENGTH = 43; // 256 bits
const CHECKSUM_LENGTH = 6;
const shape = new RegExp(
  `^hdl_[0-9A-Za-z]{${ID_LENGTH}}_[0-9A-Za-z]{${SECRET_LENGTH}}_[0-9A-Za-z]{${CHECKSUM_LENGTH}}$`,
);

/** Evenly distributed: bytes that would favour the alphabet's start are thrown away. */
function randomWord(length: number): string {
  let word = '';
  while (word.length < length)
    for (const byte of randomBytes(length)) if (byte < 248 && word.length < length) word += alphabet[byte % 62];
  return word;
}

function checksum(text: string): string {
  const digest = createHash('sha256').update(text).digest();
  return Array.from(digest.subarray(0, CHECKSUM_LENGTH), (byte) => alphabet[byte % 62]).join('');
}

/** `hdl_<id>_<secret>_<checksum>`: the id shows in lists, the checksum lets scanners and the door tell a real one at sight. */
export function newToken(): { token: string; prefix: string } {
  const prefix = `hdl_${randomWord(ID_LENGTH)}`;
  const body = `${prefix}_${randomWord(SECRET_LENGTH)}`;
  return { token: `${body}_${checksum(body)}`, prefix };
}

/** Costs no look-up: what was never given out does not reach the database. */
export function isTokenShaped(text: string): boolean {
  return shape.test(text) && checksum(text.slice(0, -(CHECKSUM_LENGTH + 1))) === text.slice(-CHECKSUM_LENGTH);
}

/** SHA-256, hex: all that is stored. A fast hash is enough for 256 random bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
