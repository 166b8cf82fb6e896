import { type Binding, bind } from '#server/http/handle.ts';
import { createAgent } from './create-agent.ts';
import { deleteAgent } from './delete-agent.ts';
import { getAgent } from './get-agent.ts';
import { listAgents } from './list-agents.ts';
import { refreshAgent } from './refresh-agent.ts';

export const agentBindings: Binding[] = [
  bind('agents.list', ({ actor, query }) => listAgents(actor, query)),
  bind('agents.get', ({ actor, params }) => getAgent(actor, params.id)),
  bind('agents.create', ({ actor, body, recordAnswer }) => createAgent(actor, body, recordAnswer)),
  bind('agents.refresh', ({ actor, params }) => refreshAgent(actor, params.id)),
  bind('agents.delete', ({ actor, params }) => deleteAgent(actor, params.id)),
];
