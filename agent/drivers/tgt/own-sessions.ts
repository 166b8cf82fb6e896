import { createOwnNexus, type NexusOptions, type OwnNexus } from './own-nexus.ts';

/** The array agent's own sessions, one for each LUN whose registrations it looks at. */
export type OwnSessions = {
  /** Opened at its first use. */
  of(uniqueId: string): OwnNexus;
  /** No session = done. */
  close(uniqueId: string): Promise<void>;
  closeAll(): Promise<void>;
};

export function createOwnSessions(optionsOf: (uniqueId: string) => NexusOptions): OwnSessions {
  const open = new Map<string, OwnNexus>();
  const close = async (uniqueId: string) => {
    const nexus = open.get(uniqueId);
    open.delete(uniqueId);
    await nexus?.close();
  };
  return {
    of(uniqueId) {
      const nexus = open.get(uniqueId) ?? createOwnNexus(optionsOf(uniqueId));
      open.set(uniqueId, nexus);
      return nexus;
    },
    close,
    closeAll: async () => void (await Promise.all([...open.keys()].map(close))),
  };
}
