import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Endpoint } from '#contract/api/endpoint.ts';
import { Problem, problemCodes } from '#contract/problem.ts';
import { type Door, openDoor } from '#test/door.ts';
import { bindings } from './bindings.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const REQUESTS = 2_000;
/** The same requests every time; another seed finds others. */
const SEED = Number(process.env.HEDDLE_FUZZ_SEED ?? 1);

/** Calls out to a network address that the request names are another test's business. */
const callsOut = ['agents.create', 'agents.refresh'];
const endpoints = bindings.map(({ endpoint }) => endpoint).filter(({ id }) => !callsOut.includes(id));

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '10001',
    'null',
    '\0',
    '../../etc/passwd',
    '\'; DROP TABLE "User"; --',
    '%',
    '%25',
    '\\',
    '{{7*7}}',
    'ÿ',
    '💥',
    '__proto__',
    'NaN',
    '1e309',
  ),
  fc.string({ unit: fc.constantFrom(...'abname="\\<>!:. AND1-%_'), maxLength: 40 }),
);
const oddJson = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.object({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
  oddText,
);
/** Also of a person and a token that exist: what is well formed so far goes further. */
const knownId = fc.boolean().map((person) => (person ? door.people.viewer.id : door.people.viewer.tokenId));
const oddId = fc.oneof(fc.uuid(), oddText, knownId);
const oddQuery = fc.dictionary(fc.constantFrom('limit', 'pageToken', 'filter', 'sort', 'q', 'x'), oddText, {
  maxKeys: 4,
});
const oddHeaders = fc.record(
  {
    'idempotency-key': fc.oneof(fc.uuid(), fc.constant(''), fc.constant('x'.repeat(300))),
    'if-match': fc.constantFrom('*', '"x"', 'W/"x"', ''),
    'content-type': fc.constantFrom(
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      '',
    ),
    'last-event-id': fc.constantFrom('0', '-1', 'x', '99999999999999999999'),
  },
  { requiredKeys: [] },
);
/** A valid body with one thing changed finds what random JSON never reaches. */
const bodyFor = (endpoint: Endpoint) => {
  const example = (endpoint.example ?? {}) as Record<string, unknown>;
  const names = Object.keys(example);
  if (names.length === 0) return oddJson;
  const changed = fc
    .tuple(
      fc.constantFrom(...names),
      fc.oneof(oddText, fc.anything({ withNullPrototype: false, withBigInt: false }), fc.integer()),
    )
    .map(([name, value]) => JSON.stringify({ ...example, [name]: value }));
  return fc.oneof(oddJson, changed);
};

const request = fc.constantFrom(...endpoints).chain((endpoint) =>
  fc.record({
    endpoint: fc.constant(endpoint),
    method: fc.oneof(
      { weight: 8, arbitrary: fc.constant(endpoint.method as string) },
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    ),
    id: oddId,
    query: oddQuery,
    headers: oddHeaders,
    body: bodyFor(endpoint),
    who: fc.oneof(
      { weight: 9, arbitrary: fc.constant('admin' as const) },
      fc.constantFrom('viewer' as const, 'nobody' as const, 'forged' as const),
    ),
  }),
);

it(`answers ${REQUESTS} bad requests without breaking, each refusal as a problem`, async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(request, async ({ endpoint, method, id, query, headers, body, who }) => {
      const path = endpoint.path.replace(/\{\w+\}/, encodeURIComponent(id));
      const token =
        who === 'forged'
          ? `hdl_${'A'.repeat(8)}_${'b'.repeat(43)}_000000`
          : who === 'nobody'
            ? ''
            : door.people[who].token;
      const sent = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers };
      const hasBody = method !== 'GET' && body !== '';
      const response = await door.app.request(`/api/v1${path}?${new URLSearchParams(query)}`, {
        method,
        headers: sent,
        ...(hasBody ? { body } : {}),
      });
      const said = await response.text();
      expect(response.status, said).toBeLessThan(500);
      if (response.status < 400) return;
      refused++;
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      const problem = Problem.parse(JSON.parse(said));
      expect(problem.status).toBe(response.status);
      expect(Object.keys(problemCodes)).toContain(problem.code);
    }),
    { numRuns: REQUESTS, seed: SEED },
  );
  expect(refused).toBeGreaterThan(REQUESTS / 2);
}, 600_000);
