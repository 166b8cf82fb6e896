import { ProblemError } from '#server/errors.ts';

export const MAX_BODY_BYTES = 1024 * 1024;
const MAX_DEPTH = 32;
/** What Postgres keeps in neither text nor jsonb: NUL, and halves of surrogate pairs. */
const unstorable = /\0|\p{Surrogate}/u;

/**
 * The request's JSON, or undefined where there is no body.
 * @throws ProblemError `body_too_large`, `unsupported_media_type`, `bad_json` or `validation_failed`.
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (text === '') return undefined;
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new ProblemError('unsupported_media_type', `The body is ${type || 'of no type'}.`, {
      remedy: 'Send JSON with Content-Type: application/json.',
    });
  const json = parseJson(text);
  refuseUnstorable(json, 'body');
  return json;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProblemError('bad_json', error instanceof SyntaxError ? `${error.message}.` : 'It is nested too deeply.');
  }
}

/** Counts while it reads: Content-Length is only what the caller says. */
async function readText(request: Request): Promise<string> {
  const tooLarge = new ProblemError('body_too_large', `More than ${MAX_BODY_BYTES} bytes.`, {
    remedy: 'Send several smaller requests.',
  });
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge;
  if (!request.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws ProblemError `validation_failed` for text that no database row could hold, or nesting that nobody needs. */
export function refuseUnstorable(value: unknown, path: string, depth = 0): void {
  const refuse = (message: string) =>
    new ProblemError('validation_failed', `${path} ${message}.`, { errors: [{ path, message }] });
  if (typeof value === 'string' && unstorable.test(value)) throw refuse('contains characters that are not text');
  if (typeof value !== 'object' || value === null) return;
  if (depth >= MAX_DEPTH) throw refuse(`is nested more than ${MAX_DEPTH} levels deep`);
  for (const [name, inner] of Object.entries(value)) {
    refuseUnstorable(name, path);
    refuseUnstorable(inner, `${path}.${name}`, depth + 1);
  }
}
