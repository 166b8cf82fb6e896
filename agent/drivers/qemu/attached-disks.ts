import { createSharedDisk, type SharedDisk } from './shared-disk.ts';
import { type Place, readPlaces, savePlaces } from './shared-disk-file.ts';

export type Attached = { place: Place; disk: SharedDisk };

/** The disks that this host shares with others, remembered over restarts of the agent. */
export type AttachedDisks = {
  find(uniqueId: string): Attached | null;
  all(): Attached[];
  /** Remembers it; connects nothing yet. */
  add(place: Place): Attached;
  forget(uniqueId: string): void;
};

export type AttachedDisksOptions = { initiator: string; channels: number; stateDir: string; onChange(): void };

/** Those of an earlier run log in and register again in the background. */
export async function openAttachedDisks(options: AttachedDisksOptions): Promise<AttachedDisks> {
  const { initiator, channels, stateDir, onChange } = options;
  const attached = new Map<string, Attached>();
  const all = () => [...attached.values()];
  const save = () =>
    savePlaces(
      stateDir,
      all().map(({ place }) => place),
    );
  const open = (place: Place): Attached => {
    const one = { place, disk: createSharedDisk({ place, initiator, channels, onChange }) };
    attached.set(place.uniqueId, one);
    return one;
  };
  for (const place of await readPlaces(stateDir)) open(place).disk.begin();
  return {
    find: (uniqueId) => attached.get(uniqueId) ?? null,
    all,
    add(place) {
      const one = open(place);
      save();
      return one;
    },
    forget(uniqueId) {
      attached.delete(uniqueId);
      save();
    },
  };
}
