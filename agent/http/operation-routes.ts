import { OperationBatch, OperationRequest, type OperationResult } from '#contract/agent/operation.ts';
import { HttpRefusal } from './http-refusal.ts';
import { readBody } from './read-body.ts';
import { numberIn, type Route } from './route.ts';

const longestWaitMs = 30_000;
const longestId = 120;

const waitMsIn = (query: URLSearchParams, otherwise: number) =>
  numberIn(query, 'waitMs', { otherwise, max: longestWaitMs });

export const operationRoutes: Route[] = [
  {
    method: 'PUT',
    path: '/v1/operations/{id}',
    answer: async ({ operator }, { request, query, id }) => {
      if (id.length > longestId)
        throw new HttpRefusal(400, 'bad_request', `An id has at most ${longestId} characters.`);
      const asked = await readBody(request, OperationRequest);
      const waitMs = waitMsIn(query, 250);
      const [result] = await operator.answers([operator.admit(id, asked)], waitMs);
      return { status: result ? statusOf(result) : 500, body: result };
    },
  },
  {
    method: 'GET',
    path: '/v1/operations/{id}',
    answer: async ({ operator }, { query, id }) => {
      const waitMs = waitMsIn(query, 0);
      const admitted = operator.recall(id);
      if (!admitted) throw new HttpRefusal(404, 'unknown_id', `No operation ${id} has arrived here.`);
      const [result] = await operator.answers([admitted], waitMs);
      // To be told of a refusal is no conflict.
      return { status: result?.outcome === 'running' ? 202 : 200, body: result };
    },
  },
  {
    method: 'POST',
    path: '/v1/operations:batch',
    answer: async ({ operator }, { request, query }) => {
      const waitMs = waitMsIn(query, 2000);
      const { operations } = await readBody(request, OperationBatch);
      const admitted = operations.map(({ id, ...asked }) => operator.admit(id, asked));
      const results = await operator.answers(admitted, waitMs);
      return { body: { results: operations.map(({ id }, at) => ({ id, result: results[at] })) } };
    },
  },
];

const conflicts = new Set(['different_request', 'stale_epoch', 'tombstoned']);
const badRequests = new Set(['bad_request', 'bad_params', 'unknown_operation', 'unknown_system', 'undoes_other_job']);

const statusOf = (result: OperationResult): number => {
  if (result.outcome === 'running') return 202;
  if (result.outcome !== 'refused') return 200;
  if (conflicts.has(result.refusal.code)) return 409;
  return badRequests.has(result.refusal.code) ? 400 : 200;
};
