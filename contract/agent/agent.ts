import { z } from 'zod';

/** `GET /v1/health`, without a secret: is it alive, and which contract does it speak. */
export const AgentHealth = z.object({ status: z.literal('ok'), contract: z.literal('v1'), name: z.string() });

/** `GET /v1/capabilities`: the systems this agent serves and the operations each of their drivers knows. */
export const AgentCapabilities = z.object({
  name: z.string(),
  version: z.string(),
  systems: z.array(
    z.object({
      system: z.string(),
      kind: z.enum(['array', 'library', 'host']),
      driver: z.string(),
      operations: z.array(z.string()),
    }),
  ),
});
export type AgentCapabilities = z.infer<typeof AgentCapabilities>;

/**
 * `POST /v1/enrol` with the one-time token the agent printed or was configured with -> the bearer secret of all
 * later calls (`Authorization: Bearer`). A token is used up by its first use.
 */
export const EnrolRequest = z.object({ enrolmentToken: z.string().min(1).max(200), controlPlane: z.string().max(200) });
export const EnrolAnswer = z.object({ secret: z.string(), name: z.string() });

/** `GET /v1/events`: server-sent events `revision` with this data, one at once and one for every change of the world. */
export const RevisionEvent = z.object({ revision: z.string() });
export type RevisionEvent = z.infer<typeof RevisionEvent>;
