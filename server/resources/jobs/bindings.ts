import { bind } from '#server/http/handle.ts';
import { createJob } from './create-job.ts';
import { getJob } from './get-job.ts';
import { listJobs } from './list-jobs.ts';
import { steer } from './steer.ts';
import { watchJob } from './watch-job.ts';

export const jobBindings = [
  bind('jobs.create', ({ actor, body, recordAnswer }) => createJob(actor, body.planId, recordAnswer)),
  bind('jobs.list', ({ actor, query }) => listJobs(actor, query)),
  bind('jobs.get', ({ actor, params }) => getJob(actor, params.id)),
  bind('jobs.events', ({ actor, params, request }) => watchJob(actor, params.id, request)),
  bind('jobs.cancel', ({ actor, params }) => steer(actor, params.id, 'cancel')),
  bind('jobs.retry', ({ actor, params }) => steer(actor, params.id, 'retry')),
  bind('jobs.undo', ({ actor, params }) => steer(actor, params.id, 'undo')),
  bind('jobs.abandon', ({ actor, params }) => steer(actor, params.id, 'abandon')),
];
