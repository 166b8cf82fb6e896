import type { IncomingMessage } from 'node:http';
import type { Systems } from '#agent/operations/find-act.ts';
import type { Ledger } from '#agent/operations/ledger.ts';
import type { Operator } from '#agent/operations/operator.ts';
import type { RevisionWatch } from '#agent/operations/revision.ts';
import type { Enrolment } from './enrolment.ts';
import { HttpRefusal } from './http-refusal.ts';

/** Everything a running agent consists of, as its routes need it. */
export type AgentParts = {
  name: string;
  version: string;
  systems: Systems;
  ledger: Ledger;
  operator: Operator;
  revisions: RevisionWatch;
  enrolment: Enrolment;
};

/** `id` is the path segment that stands for `{id}`, decoded; empty where the path has none. */
export type Asked = { request: IncomingMessage; query: URLSearchParams; id: string };
export type Answer = { status?: number; body: unknown };
export type Route = {
  method: 'GET' | 'PUT' | 'POST';
  path: string;
  /** Answered without a secret. */
  open?: true;
  answer: (agent: AgentParts, asked: Asked) => Promise<Answer>;
};

/** A whole number from the query, at most `max`; throws HttpRefusal 400 for anything else. */
export const numberIn = (
  query: URLSearchParams,
  name: string,
  { otherwise, max }: { otherwise: number; max: number },
) => {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!/^\d{1,15}$/.test(text)) throw new HttpRefusal(400, 'bad_request', `${name} is not a whole number.`);
  return Math.min(Number(text), max);
};
