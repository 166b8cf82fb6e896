import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ProblemError } from '#server/errors.ts';
import { derivedSecret } from '#server/keys/session-secret.ts';

/** Where a page ended: the sort value and the id of its last row, as text; null = the column was null. */
export type Position = { value: string | null; id: string };
const Signed = z.tuple([z.string().nullable(), z.string()]);

const mac = (payload: string, list: string): Buffer =>
  createHmac('sha256', derivedSecret('page-token')).update(`${list}\n${payload}`).digest().subarray(0, 18);

/** `list` says which list it continues (resource, filter and sort): the token fits no other. */
export function writePageToken(position: Position, list: string): string {
  const payload = Buffer.from(JSON.stringify([position.value, position.id])).toString('base64url');
  return `${payload}.${mac(payload, list).toString('base64url')}`;
}

/** @throws ProblemError `bad_page_token` for anything that writePageToken did not write for this list. */
export function readPageToken(token: string, list: string): Position {
  const [payload = '', signature = '', ...rest] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const right = mac(payload, list);
  // base64url has several spellings of the same bytes; only ours is accepted.
  const genuine =
    given.length === right.length && timingSafeEqual(given, right) && signature === right.toString('base64url');
  if (!genuine || rest.length > 0)
    throw new ProblemError('bad_page_token', 'The pageToken was not given out for this list, filter and sort.', {
      remedy: 'Take nextPageToken of the page before, with the same filter and sort; or start without one.',
    });
  const [value, id] = Signed.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return { value, id };
}
