import { bind } from '#server/http/handle.ts';
import { createPlan } from './create-plan.ts';
import { getPlan } from './get-plan.ts';
import { listPlans } from './list-plans.ts';

export const planBindings = [
  bind('plans.create', ({ actor, body }) => createPlan(actor, body)),
  bind('plans.list', ({ actor, query }) => listPlans(actor, query)),
  bind('plans.get', ({ actor, params }) => getPlan(actor, params.id)),
];
