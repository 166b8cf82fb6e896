import { authenticate } from '#server/auth/authenticate.ts';
import { metricsText } from '#server/http/metrics.ts';
import { problemResponse } from '#server/http/problem-response.ts';

export const dynamic = 'force-dynamic';

/** For Prometheus, with an API token of any role. */
export async function GET(request: Request): Promise<Response> {
  try {
    await authenticate(request);
    const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' };
    return new Response(await metricsText(), { headers });
  } catch (error) {
    return problemResponse(error, request);
  }
}
