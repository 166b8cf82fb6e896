import { describe, expect, it } from 'vitest';
import { endpoints } from '#contract/api/endpoints.ts';
import { bindings } from './bindings.ts';

/** Endpoints that no verb answers yet. This list may only shrink. */
const notBoundYet: string[] = [];

const ids = endpoints.map((endpoint): string => endpoint.id);
const bound = bindings.map((binding) => binding.endpoint.id);

describe('bindings', () => {
  it('answer every endpoint of the contract', () => {
    expect(ids.filter((id) => !bound.includes(id) && !notBoundYet.includes(id))).toEqual([]);
  });

  it('are struck from the list of missing ones once they exist', () => {
    expect(notBoundYet.filter((id) => bound.includes(id) || !ids.includes(id))).toEqual([]);
  });

  it('bind each endpoint once', () => {
    expect(bound.filter((id, at) => bound.indexOf(id) !== at)).toEqual([]);
  });

  it('have a role', () => {
    const roles = ['viewer', 'operator', 'admin'];
    expect(bindings.filter(({ endpoint }) => !roles.includes(endpoint.role)).map((b) => b.endpoint.id)).toEqual([]);
  });
});
