import { z } from 'zod';
import { endpoint, getEndpoint, IdParams, listEndpoint, Time } from './endpoint.ts';

export const AgentDto = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  state: z.enum(['enrolling', 'online', 'unreachable', 'refused']),
  stateReason: z.string().nullable(),
  version: z.string().nullable(),
  systems: z.array(
    z.object({
      system: z.string(),
      kind: z.enum(['array', 'library', 'host']),
      driver: z.string(),
      operations: z.array(z.string()),
    }),
  ),
  revision: z.string().nullable(),
  lastSeenAt: Time.nullable(),
  lastInventoryAt: Time.nullable(),
  stale: z.boolean(),
  createdAt: Time,
});
export const agentEndpoints = [
  listEndpoint('agents', AgentDto, 'List agents'),
  getEndpoint('agents', AgentDto, 'Read an agent'),
  endpoint({
    id: 'agents.create',
    method: 'POST',
    path: '/agents',
    role: 'admin',
    summary: 'Enrol an agent by its URL and one-time token, and discover its systems',
    body: z.object({ url: z.url().max(300), enrolmentToken: z.string().trim().min(1).max(200) }),
    response: AgentDto,
    status: 201,
    idempotent: true,
    problems: ['conflict', 'agent_unreachable', 'agent_answer_invalid', 'agent_refused'],
    example: { url: 'http://127.0.0.1:7070', enrolmentToken: 'hde_…' },
  }),
  endpoint({
    id: 'agents.refresh',
    method: 'POST',
    path: '/agents/{id}/refresh',
    role: 'operator',
    summary: 'Read its inventory now',
    params: IdParams,
    response: AgentDto,
    problems: ['not_found', 'agent_unreachable', 'agent_answer_invalid'],
    example: {},
  }),
  endpoint({
    id: 'agents.delete',
    method: 'DELETE',
    path: '/agents/{id}',
    role: 'admin',
    summary: 'Forget an agent and what it reported; the systems themselves stay as they are',
    params: IdParams,
    response: z.null(),
    status: 204,
    ifMatch: true,
    problems: ['not_found', 'conflict', 'precondition_failed'],
  }),
] as const;
