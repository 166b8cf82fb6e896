import { expect, it } from 'vitest';
import type { PlanDto } from '#contract/api/plans.ts';
import { asApiCall, asCli } from './plan-texts.ts';

const plan = { id: 'p', procedure: 'create-csv', input: { name: "bob's" }, overrides: {} } as unknown as PlanDto;

it('plans the same again, by API and in a shell', () => {
  expect(asApiCall(plan)).toContain('"name": "bob\'s"');
  expect(asCli(plan)).toContain(`-d '{"procedure":"create-csv","input":{"name":"bob'\\''s"}}'`);
  expect(asApiCall(plan)).not.toContain('override');
});

it('goes beyond the same limit again', () => {
  const beyond = { ...plan, overrides: { registrationLimit: 'STORE-01' } };
  expect(asApiCall(beyond)).toContain('"registrationLimit": "STORE-01"');
  expect(asCli(beyond)).toContain('"override":{"registrationLimit":"STORE-01"}');
});
