/**
 * A look into a mounted volume would keep it from being unmounted. So acts on a disk wait for the looks that are going on,
 * and no new look begins meanwhile.
 */
export type VolumeLooks = {
  act<T>(uniqueId: string, act: () => Promise<T>): Promise<T>;
  /** Does nothing while an act is going on. */
  look(uniqueId: string, look: () => Promise<void>): Promise<void>;
};

export function createVolumeLooks(): VolumeLooks {
  const acting = new Map<string, number>();
  const looking = new Map<string, Promise<unknown>>();
  const count = (uniqueId: string, by: number) => acting.set(uniqueId, (acting.get(uniqueId) ?? 0) + by);
  return {
    async act(uniqueId, act) {
      count(uniqueId, 1);
      try {
        await looking.get(uniqueId);
        return await act();
      } finally {
        count(uniqueId, -1);
      }
    },
    async look(uniqueId, look) {
      if ((acting.get(uniqueId) ?? 0) > 0) return;
      const current = look();
      const all = Promise.allSettled([looking.get(uniqueId), current]);
      looking.set(uniqueId, all);
      await all;
      if (looking.get(uniqueId) === all) looking.delete(uniqueId);
      return current;
    },
  };
}
