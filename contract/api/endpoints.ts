import { agentEndpoints } from './agents.ts';
import { capacityEndpoints } from './capacity.ts';
import { consoleEndpoints } from './console.ts';
import { fabricEndpoints } from './fabric.ts';
import { jobEndpoints } from './jobs.ts';
import { peopleEndpoints } from './people.ts';
import { planEndpoints } from './plans.ts';
import { templateEndpoints } from './templates.ts';

/** Every route of the REST API. */
export const endpoints = [
  ...fabricEndpoints,
  ...templateEndpoints,
  ...planEndpoints,
  ...jobEndpoints,
  ...agentEndpoints,
  ...peopleEndpoints,
  ...consoleEndpoints,
  ...capacityEndpoints,
] as const;

export type EndpointId = (typeof endpoints)[number]['id'];
