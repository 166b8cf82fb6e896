import path from 'node:path';
import { z } from 'zod';
import { lazily } from './lazily.ts';

const text = z.string().trim().min(1).optional();

const Env = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'is not a postgresql:// URL')
      .optional(),
    HEDDLE_HOME: z.string().default('.heddle'),
    HEDDLE_URL: z.url().optional(),
    HEDDLE_SESSION_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
    HEDDLE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    HEDDLE_CHECK_RESPONSES: z.stringbool().optional(),
    HEDDLE_DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(10),
    HEDDLE_AGENT_CIDRS: z.string().default('127.0.0.0/8,::1/128'),
    HEDDLE_AGENT_PATIENCE_MS: z.coerce.number().int().min(500).max(3_600_000).default(60_000),
    /** For fault proofs alone: the file of moments at which this worker falls (server/jobs/windows.ts). */
    HEDDLE_FAULTS: z.string().optional(),
    HEDDLE_POLL_MS: z.coerce.number().int().min(100).max(3_600_000).default(5_000),
    OIDC_ISSUER: z.url().optional(),
    OIDC_CLIENT_ID: text,
    OIDC_CLIENT_SECRET: text,
    HEDDLE_OIDC_GROUPS_CLAIM: z.string().default('groups'),
    HEDDLE_OIDC_SCOPE: z.string().default('openid email profile'),
    HEDDLE_OIDC_ADMIN_GROUP: text,
    HEDDLE_OIDC_OPERATOR_GROUP: text,
  })
  .transform((e) => ({
    production: e.NODE_ENV === 'production',
    get databaseUrl(): string {
      if (!e.DATABASE_URL) throw new Error('DATABASE_URL is not set: start Heddle with `npm start`, or set it.');
      return e.DATABASE_URL;
    },
    databaseConnections: e.HEDDLE_DATABASE_CONNECTIONS,
    /** Absolute; all state of this installation. */
    home: path.resolve(/*turbopackIgnore: true*/ e.HEDDLE_HOME),
    /** Where people reach the console; undefined = wherever they called it. */
    url: e.HEDDLE_URL?.replace(/\/+$/, ''),
    sessionSecret: e.HEDDLE_SESSION_SECRET,
    logLevel: e.NODE_ENV === 'test' ? 'silent' : e.HEDDLE_LOG_LEVEL,
    /** Compare every answer with the contract; costs a parse per answer. */
    checkResponses: e.HEDDLE_CHECK_RESPONSES ?? e.NODE_ENV !== 'production',
    /** Networks in which agents may live; everything else is not called. */
    agentCidrs: e.HEDDLE_AGENT_CIDRS,
    /** How long a job waits for an agent that does not answer before it gives a row up. */
    patienceMs: e.HEDDLE_AGENT_PATIENCE_MS,
    faultsFile: e.HEDDLE_FAULTS ?? null,
    /** Pause between two looks at each agent. */
    pollMs: e.HEDDLE_POLL_MS,
    oidc:
      e.OIDC_ISSUER && e.OIDC_CLIENT_ID && e.OIDC_CLIENT_SECRET
        ? {
            issuer: e.OIDC_ISSUER.replace(/\/+$/, ''),
            clientId: e.OIDC_CLIENT_ID,
            clientSecret: e.OIDC_CLIENT_SECRET,
            scope: e.HEDDLE_OIDC_SCOPE,
            groupsClaim: e.HEDDLE_OIDC_GROUPS_CLAIM,
            adminGroup: e.HEDDLE_OIDC_ADMIN_GROUP,
            operatorGroup: e.HEDDLE_OIDC_OPERATOR_GROUP,
          }
        : null,
  }));
export type Env = z.output<typeof Env>;

let known: Env | undefined;

/** @throws Error naming every variable that is wrong, never its value. */
function readEnvironment(): Env {
  if (known) return known;
  const blankIsUnset = Object.entries(process.env).filter(([, value]) => value !== '');
  const read = Env.safeParse(Object.fromEntries(blankIsUnset));
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`The environment is not right: ${wrong.join('; ')}.`);
  }
  known = read.data;
  return known;
}

/**
 * The environment, checked once, at its first use (not at import: a build has no database). The only reader of
 * process.env in server/.
 */
export const env: Env = lazily(readEnvironment);

/** For tests, which change the environment between cases. */
export function forgetEnv(): void {
  known = undefined;
}
