import { z } from 'zod';
import { type CheckDto, type Problem, type ProblemCode, problemCodes } from '#contract/problem.ts';

export type ProblemOptions = {
  /** What to do next, as a sentence. */
  remedy?: string;
  errors?: { path: string; message: string }[];
  checks?: CheckDto[];
  details?: Record<string, unknown>;
  /** Such as Retry-After or Allow. */
  headers?: Record<string, string>;
  cause?: unknown;
};

/** What a verb throws to refuse. `detail` says what happened and why here, in words for the caller. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly options: ProblemOptions;

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = 'ProblemError';
    this.code = code;
    this.options = options;
  }

  get status(): number {
    return problemCodes[this.code].status;
  }

  /** The RFC 9457 document; `instance` is the address that was called. */
  toProblem(instance?: string): Problem {
    const { title, status } = problemCodes[this.code];
    const { remedy, errors, checks, details } = this.options;
    const optional = { remedy, instance, errors, checks, details };
    const said = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
    return { type: `/docs/api#${this.code}`, title, status, code: this.code, detail: this.message, ...said };
  }
}

export function notFound(what: string, id: string): ProblemError {
  return new ProblemError('not_found', `There is no ${what} with the id ${id}.`, {
    remedy: 'It may have been deleted; list what there is now.',
  });
}

/** Every issue as { path, message }; `where` is the part of the request: 'body', 'query' or 'params'. */
export function validationProblem(error: z.ZodError, where: string): ProblemError {
  const errors = error.issues.map((issue) => ({ path: [where, ...issue.path].join('.'), message: issue.message }));
  const fields = [...new Set(errors.map((e) => e.path))];
  const detail = `${errors.length === 1 ? 'One field is' : `${errors.length} fields are`} wrong: ${fields.slice(0, 5).join(', ')}.`;
  return new ProblemError('validation_failed', detail, { errors, remedy: 'Correct the fields named in errors.' });
}

const unavailable = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037', '57P01', '57P02', '57P03', '53300'];
const networkErrors = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'];
const driverKinds = ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'];
const poolMessages =
  /timeout exceeded when trying to connect|connection terminated|connection ended|connection error and is not queryable/i;

/** The codes an error and its causes carry, innermost last. Prisma, its adapter and pg each wrap the one below. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, kind, originalCode, cause, meta, driverAdapterError } = error as Record<string, unknown>;
  const own = [code, kind, originalCode].filter((value) => typeof value === 'string');
  return [...own, ...[cause, meta, driverAdapterError].flatMap((inner) => codesOf(inner, depth + 1))];
}

function databaseProblem(error: Error): ProblemError | null {
  const codes = codesOf(error);
  const has = (...some: string[]) => some.some((code) => codes.includes(code));
  if (has(...unavailable, ...networkErrors, ...driverKinds) || poolMessages.test(error.message))
    return new ProblemError('database_unavailable', 'The database did not answer in time.', {
      remedy: 'Try again; if it lasts, look at /api/ready.',
      headers: { 'retry-after': '2' },
      cause: error,
    });
  if (has('P2002', '23505', 'UniqueConstraintViolation'))
    return new ProblemError('conflict', 'Another object has this name or address already.', {
      remedy: 'Choose another one.',
      cause: error,
    });
  if (has('P2003', '23503'))
    return new ProblemError(
      'conflict',
      'Something else still refers to this object, or it refers to something that is gone.',
      { cause: error },
    );
  if (has('P2034', '40001', '40P01'))
    return new ProblemError('conflict', 'Another change to the same objects came first.', {
      remedy: 'Send it again.',
      cause: error,
    });
  if (has('P2025')) return new ProblemError('not_found', 'The object is gone.', { cause: error });
  return null;
}

/** Whatever was thrown, as one of the closed list. The cause of an `internal` one is for the log alone, never for the caller. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof z.ZodError) return validationProblem(error, 'input');
  const database = error instanceof Error ? databaseProblem(error) : null;
  if (database) return database;
  return new ProblemError('internal', 'The request could not be finished. It is in the log of the server.', {
    remedy: 'Look at what changed before you send it again.',
    cause: error,
  });
}
