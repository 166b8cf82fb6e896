import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ProblemError } from '#server/errors.ts';
import { activeKey, keyById } from './local-keys.ts';

/** Where a sealed value lives, `table:row:column`: moved elsewhere, it does not open. */
export type Place = `${string}:${string}:${string}`;

const IV_BYTES = 12;
const TAG_BYTES = 16;

function encrypt(key: Buffer, plain: Buffer, aad: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(aad));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, aad: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(aad)).setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}

/**
 * Envelope encryption with AES-256-GCM: the text under a key of its own, that key under the installation's.
 * @returns `v1.<key id>.<wrapped key>.<sealed text>`, the last two in base64url.
 */
export function sealSecret(text: string, place: Place): string {
  const key = activeKey();
  const aad = `${place}:${key.id}`;
  const own = randomBytes(32);
  const parts = [encrypt(key.bytes, own, `${aad}:key`), encrypt(own, Buffer.from(text), aad)];
  return ['v1', key.id, ...parts.map((part) => part.toString('base64url'))].join('.');
}

/** @throws ProblemError `sealed` where the key is missing, or the value is damaged or sealed for another place. */
export function openSecret(sealed: string, place: Place): string {
  const [version, keyId = '', wrapped = '', content = ''] = sealed.split('.');
  const key = keyById(keyId);
  const aad = `${place}:${key.id}`;
  try {
    if (version !== 'v1') throw new Error(`unknown version ${version}`);
    const own = decrypt(key.bytes, Buffer.from(wrapped, 'base64url'), `${aad}:key`);
    return decrypt(own, Buffer.from(content, 'base64url'), aad).toString('utf8');
  } catch (cause) {
    throw new ProblemError('sealed', `The secret of ${place} does not open with the key ${keyId}.`, {
      remedy: 'It was changed, moved, or sealed by another installation: enter it again.',
      cause,
    });
  }
}
