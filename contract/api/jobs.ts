import { z } from 'zod';
import { endpoint, getEndpoint, IdParams, listEndpoint, Time } from './endpoint.ts';
import { ObjectRefDto } from './plans.ts';

export const jobStates = [
  'queued',
  'waiting',
  'running',
  'cancelling',
  'undoing',
  'succeeded',
  'partially_succeeded',
  'undone',
  'stuck',
  'abandoned',
] as const;
export const finalJobStates = ['succeeded', 'partially_succeeded', 'undone', 'stuck', 'abandoned'] as const;
export const JobState = z.enum(jobStates);
export const Failure = z.object({
  code: z.string(),
  sentence: z.string(),
  remedy: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export const JobRowDto = z.object({
  key: z.string(),
  item: z.string().nullable(),
  title: z.string(),
  operation: z.string(),
  system: z.string(),
  agent: z.object({ id: z.string(), name: z.string() }),
  state: z.enum(['pending', 'sent', 'done', 'proven', 'failed', 'undo_sent', 'undone', 'stuck', 'skipped']),
  attempts: z.number().int(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  undoTitle: z.string().nullable(),
  request: z.record(z.string(), z.unknown()),
  outputs: z.record(z.string(), z.unknown()).nullable(),
  proof: z
    .object({ title: z.string(), held: z.boolean(), observed: z.unknown(), failures: z.array(z.string()) })
    .nullable(),
  failure: Failure.nullable(),
  sentAt: Time.nullable(),
  endedAt: Time.nullable(),
  durationMs: z.number().int().nullable(),
  /** Median of the same operation on the same system in recent jobs of this procedure; null = none came through yet. */
  usualMs: z.number().int().nullable(),
  locks: z.array(z.string()),
});
export const JobItemDto = z.object({
  key: z.string(),
  title: z.string(),
  state: z.enum(['pending', 'running', 'succeeded', 'undoing', 'undone', 'stuck', 'cancelled']),
  failure: Failure.nullable(),
  object: ObjectRefDto.nullable(),
});
export const JobSummaryDto = z.object({
  id: z.uuid(),
  planId: z.uuid(),
  procedure: z.string(),
  title: z.string(),
  state: JobState,
  itemsTotal: z.number().int(),
  itemsDone: z.number().int(),
  itemsFailed: z.number().int(),
  rowsTotal: z.number().int(),
  rowsDone: z.number().int(),
  createdBy: z.string(),
  createdAt: Time,
  startedAt: Time.nullable(),
  endedAt: Time.nullable(),
  durationMs: z.number().int().nullable(),
  failure: Failure.nullable(),
});
const Step = z.object({ allowed: z.boolean(), reason: z.string().nullable() });
export const JobDto = JobSummaryDto.extend({
  items: z.array(JobItemDto),
  rows: z.array(JobRowDto),
  epoch: z.number().int(),
  round: z.number().int(),
  workerId: z.string().nullable(),
  waitingFor: z.object({ lock: z.string(), holderJobId: z.string(), holderTitle: z.string(), since: Time }).nullable(),
  stuck: z
    .object({
      cause: z.string(),
      rows: z.array(z.string()),
      locks: z.array(z.string()),
      leftBehind: z.array(z.string()),
      nextActions: z.array(z.string()),
    })
    .nullable(),
  leftBehind: z.array(z.string()).nullable(),
  /** What may be asked of it now, and why not. */
  can: z.object({ cancel: Step, retry: Step, undo: Step, abandon: Step }),
});
export type JobDto = z.infer<typeof JobDto>;
export type JobSummaryDto = z.infer<typeof JobSummaryDto>;
export type JobRowDto = z.infer<typeof JobRowDto>;

const steer = <const V extends 'cancel' | 'retry' | 'undo' | 'abandon'>(verb: V, summary: string) =>
  endpoint({
    id: `jobs.${verb}` as const,
    method: 'POST',
    path: `/jobs/{id}/${verb}`,
    role: 'operator',
    summary,
    params: IdParams,
    response: JobSummaryDto,
    status: 202,
    idempotent: true,
    problems: ['not_found', 'conflict'],
    example: {},
  });

export const jobEndpoints = [
  endpoint({
    id: 'jobs.create',
    method: 'POST',
    path: '/jobs',
    role: 'operator',
    summary: 'Apply a plan as a job',
    body: z.object({ planId: z.uuid() }),
    response: JobSummaryDto,
    status: 202,
    idempotent: true,
    problems: ['not_found', 'plan_stale', 'plan_refused', 'conflict'],
    example: { planId: '0190a000-0000-7000-8000-000000000000' },
  }),
  listEndpoint('jobs', JobSummaryDto, 'List jobs'),
  getEndpoint('jobs', JobDto, 'Read a job with its items and rows'),
  /** text/event-stream; ids from a database sequence, `Last-Event-ID` resumes. */
  endpoint({
    id: 'jobs.events',
    method: 'GET',
    path: '/jobs/{id}/events',
    role: 'viewer',
    summary: 'Watch a job live (SSE)',
    params: IdParams,
    response: z.string(),
    problems: ['not_found'],
  }),
  steer('cancel', 'Ask a job to stop; what it did is taken back'),
  steer('retry', 'Run the failed items of a job again'),
  steer('undo', 'Take back what a finished job did'),
  steer('abandon', 'Give up a stuck job; lists what is left behind'),
] as const;
