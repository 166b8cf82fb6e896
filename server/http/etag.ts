import { createHash } from 'node:crypto';
import { ProblemError } from '#server/errors.ts';

/**
 * Times and marks of observation change by themselves, every few seconds. They are no part of what a writer has read and
 * may overwrite, so they are left out; everything else counts.
 */
const observed = new Set([
  ...['asOf', 'lastSeenAt', 'lastInventoryAt', 'lastUsedAt', 'lastSignInAt', 'stale', 'stateReason', 'revision'],
  // Of a template: where its golden LUN is now, and what may be done with it at this moment.
  ...['chain', 'goldenLun', 'array', 'libraryServer', 'chainDepth', 'maxChainDepth', 'clones', 'sealed', 'sealedAt'],
  ...['lastProbe', 'canSeal', 'canUnseal', 'canClone'],
]);

/** The strong ETag of an item, as the header has it. */
export function etagOf(item: unknown): string {
  const text = JSON.stringify(item, (name, value) => (observed.has(name) ? undefined : value));
  return `"${createHash('sha256')
    .update(text ?? '')
    .digest('base64url')
    .slice(0, 27)}"`;
}

/** @throws ProblemError `precondition_required` without If-Match. */
export function requireIfMatch(request: Request): string {
  const given = request.headers.get('if-match');
  if (given !== null) return given;
  throw new ProblemError('precondition_required', 'A change says which state of the object it was made for.', {
    remedy: 'Read the object and send its ETag as If-Match.',
  });
}

/** @throws ProblemError `precondition_failed` unless the object is still what was read. `*` means: whatever it is. */
export function requireMatch(ifMatch: string, current: string): void {
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes('*') || tags.includes(current)) return;
  throw new ProblemError('precondition_failed', 'Somebody or something changed the object after you read it.', {
    remedy: 'Read it again, look at what changed, and send the change with the new ETag.',
    headers: { etag: current },
  });
}
