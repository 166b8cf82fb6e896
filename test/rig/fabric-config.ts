/** The agents of a proof's fabric, one process each, and the systems they serve, whatever these are made of. */
export const agentNames = ['array', 'library', 'host-1', 'host-2'] as const;
export type AgentName = (typeof agentNames)[number];

/** What they serve, as ledgers and inventories name it. */
export const systemNames = ['array', 'library-1', 'library-2', 'host-1', 'host-2'] as const;

/** Under which a library node or a host logs in to the array. */
export const initiatorOf = (system: (typeof systemNames)[number]) => `iqn.2030-01.test:${system}`;

export const libraryInitiators = [initiatorOf('library-1'), initiatorOf('library-2')];
export const goldens = ['golden-1', 'golden-2'] as const;
export type GoldenName = (typeof goldens)[number];
