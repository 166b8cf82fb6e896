import { expect, it } from 'vitest';
import { endpoints } from '#contract/api/endpoints.ts';
import { openApiDocument } from '#server/http/openapi.ts';
import { apiGroups, type OpenApiDocument } from './api-document.ts';

const operations = apiGroups(openApiDocument() as OpenApiDocument).flatMap((group) => group.operations);
const operation = (id: string) => operations.find((one) => one.id === id);

it('shows every endpoint once', () => {
  expect(operations.map(({ id }) => id).sort()).toEqual(endpoints.map(({ id }) => id).sort());
});

it('shows what a call looks like', () => {
  expect(operation('users.create')?.curl).toBe(
    [
      'curl -X POST "$HEDDLE/api/v1/users" \\',
      '  -H "Authorization: Bearer $HEDDLE_TOKEN" \\',
      '  -H "Idempotency-Key: $(uuidgen)" \\',
      "  -H 'Content-Type: application/json' \\",
      `  -d '{"email":"ada@example.org","name":"Ada","role":"operator","password":"a long enough one"}'`,
    ].join('\n'),
  );
  expect(operation('tokens.revoke')?.curl).toContain('If-Match');
});

it('shows fields of list and item, and what is refused', () => {
  expect(operation('luns.list')?.response.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['items[].uniqueId', 'nextPageToken']),
  );
  expect(operation('luns.list')?.parameters.map(({ path, where }) => `${where} ${path}`)).toEqual([
    'query limit',
    'query pageToken',
    'query filter',
    'query sort',
  ]);
  expect(operation('luns.get')?.answers).toContainEqual({
    status: '404',
    description: expect.stringContaining('not_found'),
    problem: true,
  });
});
