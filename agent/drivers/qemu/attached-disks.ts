import { isReservationConflict } from '#agent/iscsi/errors.ts';
import { keyNumber, pastAttention } from '#agent/iscsi/registrants.ts';
import { type ReservationType, reserve } from '#agent/iscsi/reservations.ts';
import { createSharedDisk, type SharedDisk } from './shared-disk.ts';
import { readSharedDisks, type SharedDiskRecord, saveSharedDisks } from './shared-disk-file.ts';

/** An attached disk; `record` is what is remembered of it. */
export type Attached = { record: SharedDiskRecord; disk: SharedDisk };

/** The disks that this host shares with others, remembered over restarts of the agent. */
export type AttachedDisks = {
  find(uniqueId: string): Attached | null;
  all(): Attached[];
  /** Remembers it; connects nothing yet. */
  add(record: SharedDiskRecord): Attached;
  forget(uniqueId: string): void;
  /** The type of the reservation that this host has made on it; null = none. */
  rememberReserved(one: Attached, reserved: number | null): void;
};

export type AttachedDisksOptions = { initiator: string; channels: number; stateDir: string; onChange(): void };

/** Those of an earlier run log in and register again in the background. */
export async function openAttachedDisks(options: AttachedDisksOptions): Promise<AttachedDisks> {
  const { initiator, channels, stateDir } = options;
  const attached = new Map<string, Attached>();
  const all = () => [...attached.values()];
  const save = () =>
    saveSharedDisks(
      stateDir,
      all().map(({ record }) => record),
    );
  const open = (record: SharedDiskRecord): Attached => {
    const onChange = () => {
      options.onChange();
      void reserveAgain(one).catch(() => {});
    };
    const one: Attached = { record, disk: createSharedDisk({ disk: record, initiator, channels, onChange }) };
    attached.set(record.uniqueId, one);
    return one;
  };
  for (const record of await readSharedDisks(stateDir)) open(record).disk.begin();
  return {
    find: (uniqueId) => attached.get(uniqueId) ?? null,
    all,
    add(record) {
      const one = open(record);
      save();
      return one;
    },
    forget(uniqueId) {
      attached.delete(uniqueId);
      save();
    },
    rememberReserved(one, reserved) {
      if (one.record.reserved === reserved) return;
      one.record = { ...one.record, reserved };
      save();
    },
  };
}

/** A target that forgot everything: what this host had reserved it reserves again, as long as nobody else has. */
async function reserveAgain(one: Attached): Promise<void> {
  if (one.record.reserved === null) return;
  const found = await one.disk.registered();
  const { reserved } = one.record;
  if (!found || found.seen.holder || reserved === null) return;
  const act = () => reserve(found.session, keyNumber(found.channel.key), reserved as ReservationType);
  await pastAttention(act).catch((error) => {
    if (!isReservationConflict(error)) throw error;
  });
}
