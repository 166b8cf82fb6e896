import { ProblemError } from '#server/errors.ts';
import { AgentError } from './agent-error.ts';

/** What an agent call threw, as the API tells it; everything else is passed on as it is. */
export function agentProblem(error: unknown): unknown {
  if (!(error instanceof AgentError)) return error;
  return new ProblemError(error.code, error.message, { remedy: error.remedy, cause: error });
}
