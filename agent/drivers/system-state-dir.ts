import path from 'node:path';

/** Where the driver of `system` keeps what it must remember, below the agent's own state folder. */
export const systemStateDir = (stateDir: string, system: string) =>
  path.join(stateDir, 'systems', encodeURIComponent(system).replaceAll('.', '%2E'));
