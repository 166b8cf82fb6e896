import { EnrolAnswer } from '#contract/agent/agent.ts';
import { AgentError } from './agent-error.ts';
import { callAgent } from './client.ts';

/** Names us in the agent's log. */
const CONTROL_PLANE = 'heddle';

/**
 * Trades a one-time token for the bearer secret of all later calls. Throws AgentError: `refused` when the token is wrong
 * or used up; `unknown` when no answer came: the token may be used up now.
 */
export async function enrolAgent(url: string, enrolmentToken: string): Promise<{ name: string; secret: string }> {
  const answer = await callAgent(url, {
    method: 'POST',
    path: '/v1/enrol',
    body: { enrolmentToken, controlPlane: CONTROL_PLANE },
    answer: EnrolAnswer,
    secret: null,
    timeoutMs: 10_000,
    acts: true,
  }).catch((error: unknown) => {
    if (!(error instanceof AgentError) || error.kind !== 'refused') throw error;
    const sentence = `The agent at ${url} does not accept this enrolment token.`;
    throw new AgentError('refused', sentence, 'A token works once: make a new one on the agent and try again.');
  });
  if (answer === null || answer.secret === '' || answer.name === '')
    throw new AgentError('invalid', `${url} does not know how to enrol.`, 'Check that a Heddle agent listens there.');
  return answer;
}
