import { createApp } from '#server/http/app.ts';
import { bindings } from '#server/http/bindings.ts';

const app = createApp(bindings);
const handle = (request: Request): Response | Promise<Response> => app.fetch(request);

export const dynamic = 'force-dynamic';
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
