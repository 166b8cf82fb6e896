import { pino } from 'pino';
import { env } from './env.ts';
import { lazily } from './lazily.ts';

const secretFields = ['password', 'token', 'secret', 'enrolmentToken', 'authorization', 'cookie', 'passwordHash'];

/** JSON lines on stdout. Whoever logs an object by accident still logs no secret: known fields are removed at two depths. */
const makeLog = () =>
  pino({
    level: env.logLevel,
    base: { pid: process.pid },
    redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
  });

let made: ReturnType<typeof makeLog> | undefined;

/** The process's log; made at first use, so that importing a module reads no environment. */
export const log = lazily(() => {
  made ??= makeLog();
  return made;
});
