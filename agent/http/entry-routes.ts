import { EnrolRequest } from '#contract/agent/agent.ts';
import { HttpRefusal } from './http-refusal.ts';
import { readBody } from './read-body.ts';
import type { Route } from './route.ts';

/** What is answered to a caller without a secret. */
export const entryRoutes: Route[] = [
  {
    method: 'GET',
    path: '/v1/health',
    open: true,
    answer: async ({ name }) => ({ body: { status: 'ok', contract: 'v1', name } }),
  },
  {
    method: 'POST',
    path: '/v1/enrol',
    open: true,
    answer: async ({ enrolment, name }, { request }) => {
      const { enrolmentToken, controlPlane } = await readBody(request, EnrolRequest);
      const enrolled = enrolment.enrol(enrolmentToken, controlPlane, request.socket.remoteAddress ?? '');
      if ('secret' in enrolled) return { body: { secret: enrolled.secret, name } };
      const { code, sentence, remedy, retryAfterSeconds } = enrolled;
      throw new HttpRefusal(retryAfterSeconds ? 429 : 403, code, sentence, remedy, retryAfterSeconds);
    },
  },
];
