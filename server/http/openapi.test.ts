import { describe, expect, it } from 'vitest';
import { endpoints } from '#contract/api/endpoints.ts';
import { openApiDocument } from './openapi.ts';

type Operation = {
  operationId: string;
  parameters: { name: string; in: string }[];
  responses: object;
  'x-role': string;
};
const document = openApiDocument() as { openapi: string; paths: Record<string, Record<string, Operation>> };
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

describe('the OpenAPI document', () => {
  it('is plain JSON and describes every endpoint', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document.openapi).toBe('3.1.0');
    expect(operations.map((operation) => operation.operationId).sort()).toEqual(endpoints.map(({ id }) => id).sort());
  });

  it('describes each {parameter} of each address', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const { parameters } of Object.values(methods))
        expect(parameters.filter((p) => p.in === 'path').map((p) => p.name)).toEqual(names);
    }
  });

  it('tells the role, the key and the precondition', () => {
    const create = operations.find((operation) => operation.operationId === 'users.create');
    expect(create?.['x-role']).toBe('admin');
    expect(create?.parameters.map((p) => p.name)).toContain('Idempotency-Key');
    const update = operations.find((operation) => operation.operationId === 'users.update');
    expect(update?.parameters.map((p) => p.name)).toContain('If-Match');
    expect(Object.keys(update?.responses ?? {})).toEqual(expect.arrayContaining(['200', '404', '412', '428']));
  });

  it('has an example for every write with a body that the contract takes', () => {
    const wrong = endpoints.filter(({ body, example }) => example !== null && !body.safeParse(example).success);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
