import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problem } from '#contract/problem.ts';
import { asProblem, ProblemError, validationProblem } from './errors.ts';

describe('a problem', () => {
  it('is a document of the contract, with only what was said', () => {
    const problem = new ProblemError('plan_stale', 'LUN 7 was changed.', {
      remedy: 'Plan again.',
      details: { lun: '7' },
    }).toProblem('/api/v1/jobs');
    expect(Problem.parse(problem)).toEqual(problem);
    expect(problem).toEqual({
      type: '/docs/api#plan_stale',
      title: 'The fabric has changed since this plan was made',
      status: 412,
      code: 'plan_stale',
      detail: 'LUN 7 was changed.',
      remedy: 'Plan again.',
      instance: '/api/v1/jobs',
      details: { lun: '7' },
    });
  });

  it('of a bad input names every field', () => {
    const { error } = z
      .object({ a: z.string(), b: z.object({ c: z.number().min(1) }) })
      .safeParse({ a: 1, b: { c: 0 } });
    const { detail, errors } = validationProblem(error as z.ZodError, 'body').toProblem();
    expect(errors?.map(({ path }) => path)).toEqual(['body.a', 'body.b.c']);
    expect(detail).toBe('2 fields are wrong: body.a, body.b.c.');
  });
});

describe('whatever else was thrown', () => {
  const known = (code: string) => Object.assign(new Error('x'), { code });

  it.each([
    [known('P2002'), 'conflict'],
    [known('23505'), 'conflict'],
    [known('P2025'), 'not_found'],
    [known('P2003'), 'conflict'],
    [known('40P01'), 'conflict'],
    [known('ECONNREFUSED'), 'database_unavailable'],
    [known('57P01'), 'database_unavailable'],
    [new Error('Connection terminated unexpectedly'), 'database_unavailable'],
    [new Error('outer', { cause: { kind: 'DatabaseNotReachable' } }), 'database_unavailable'],
    // As Prisma tells of a server that is starting up.
    [
      Object.assign(known('P2039'), { meta: { driverAdapterError: { cause: { originalCode: '57P03' } } } }),
      'database_unavailable',
    ],
    [z.string().safeParse(1).error, 'validation_failed'],
    [new TypeError('x is not a function'), 'internal'],
    ['a string', 'internal'],
    [null, 'internal'],
  ])('%s is %s', (thrown, code) => {
    expect(asProblem(thrown).code).toBe(code);
  });

  it('tells the caller nothing of what broke inside', () => {
    const text = JSON.stringify(asProblem(new Error('password=hunter2 at /srv/x.ts')).toProblem());
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('/srv');
  });

  it('ends with causes that go in circles', () => {
    const error = new Error('x');
    error.cause = error;
    expect(asProblem(error).code).toBe('internal');
  });
});
