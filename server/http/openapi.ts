import { z } from 'zod';
import type { Endpoint } from '#contract/api/endpoint.ts';
import { endpoints } from '#contract/api/endpoints.ts';
import { Problem, type ProblemCode, problemCodes } from '#contract/problem.ts';
import { API_ROOT } from './api-root.ts';

type Json = Record<string, unknown>;
type ObjectSchema = { properties?: Record<string, Json>; required?: string[] };

const statusText = { 200: 'Done', 201: 'Created', 202: 'Accepted: a job does it', 204: 'Done; no content' } as const;
/** What any route may answer, whatever its own list says. */
const always: ProblemCode[] = [
  'validation_failed',
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'internal',
  'database_unavailable',
];
const ofBody: ProblemCode[] = ['bad_json', 'body_too_large', 'unsupported_media_type'];
const ofKey: ProblemCode[] = ['idempotency_key_missing', 'idempotency_key_reused', 'request_in_flight'];
const ofMatch: ProblemCode[] = ['precondition_required', 'precondition_failed'];

/** OpenAPI writes no $schema in every place. Transforms have no JSON shape of their own: their input is described. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return rest;
}

function parameters(schema: z.ZodType, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as ObjectSchema;
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: property,
  }));
}

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

/** Statuses with the codes that come under each. */
export function problemResponses(endpoint: Endpoint): Json {
  const codes = new Set<ProblemCode>([
    ...always,
    ...(endpoint.method === 'GET' ? [] : ofBody),
    ...(endpoint.idempotent ? ofKey : []),
    ...(endpoint.ifMatch ? ofMatch : []),
    ...(endpoint.id.endsWith('.list') ? (['bad_filter', 'bad_page_token'] as const) : []),
    ...endpoint.problems,
  ]);
  const statuses = [...new Set([...codes].map((code) => problemCodes[code].status))].sort();
  const under = (status: number) => [...codes].filter((code) => problemCodes[code].status === status);
  return Object.fromEntries(statuses.map((status) => [String(status), problemOf(under(status))]));
}

const problemOf = (codes: ProblemCode[]): Json => ({
  description: codes.map((code) => `\`${code}\` ${problemCodes[code].title}`).join('; '),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function operation(endpoint: Endpoint): Json {
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
  const isStream = endpoint.id.endsWith('.events');
  const content = {
    [isStream ? 'text/event-stream' : 'application/json']: { schema: jsonSchema(endpoint.response, 'output') },
  };
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [endpoint.id.split('.')[0]],
    description: `Role: ${endpoint.role}.`,
    parameters: [
      ...parameters(endpoint.params, 'path'),
      ...parameters(endpoint.query, 'query'),
      ...(endpoint.idempotent
        ? [header('Idempotency-Key', 'New for each request, the same when it is repeated.')]
        : []),
      ...(endpoint.ifMatch ? [header('If-Match', 'The ETag of what you read.')] : []),
    ],
    ...(hasBody ? { requestBody: requestBody(endpoint) } : {}),
    responses: {
      [endpoint.status]: { description: statusText[endpoint.status], ...(endpoint.status === 204 ? {} : { content }) },
      ...problemResponses(endpoint),
    },
    'x-role': endpoint.role,
  };
}

const requestBody = (endpoint: Endpoint): Json => ({
  required: true,
  content: {
    'application/json': {
      schema: jsonSchema(endpoint.body, 'input'),
      ...(endpoint.example ? { example: endpoint.example } : {}),
    },
  },
});

let made: Json | undefined;

/** OpenAPI 3.1 of the whole API, from the contract alone; the same for everyone and for the life of the process. */
export function openApiDocument(): Json {
  made ??= makeDocument();
  return made;
}

function makeDocument(): Json {
  const all = endpoints as readonly unknown[] as readonly Endpoint[];
  const paths: Record<string, Json> = {};
  for (const endpoint of all)
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Heddle',
      version: '1',
      description: 'Plan a change, read the plan, apply it as a job, keep the proof.',
    },
    servers: [{ url: API_ROOT }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(Problem, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'hdl_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'heddle.session' },
      },
    },
  };
}
