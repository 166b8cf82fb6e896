import type { IncomingMessage } from 'node:http';
import { prettifyError, type z } from 'zod';
import { HttpRefusal } from './http-refusal.ts';

const maxBytes = 8 * 1024 * 1024;

/** The JSON body of a request as `schema` has it; throws HttpRefusal 413 or 400. */
export const readBody = async <S extends z.ZodType>(request: IncomingMessage, schema: S): Promise<z.output<S>> => {
  const parsed = schema.safeParse(parseJson(await readText(request)));
  if (parsed.success) return parsed.data;
  throw new HttpRefusal(
    400,
    'bad_request',
    `The body is not as the contract describes: ${prettifyError(parsed.error)}`,
  );
};

const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new HttpRefusal(413, 'body_too_large', `A body may have ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpRefusal(400, 'bad_json', 'The body is not JSON.');
  }
};
