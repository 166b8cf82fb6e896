import type { Driver } from '#agent/drivers/driver.ts';
import { refusalOf } from '#agent/drivers/guarded.ts';
import type { ReadAnswer, ReadName, ReadRequest } from '#contract/agent/read.ts';
import type { Systems } from './find-act.ts';

type Value = { [name: string]: unknown };
/** Reads many at once where the driver can; null = this kind of driver has nothing of the sort. */
type Reader = { key: string; read(driver: Driver, keys: string[]): Promise<(Value | null)[]> | null };

const readers: { [name in ReadName]: Reader } = {
  lun: { key: 'uniqueId', read: (driver, keys) => (driver.kind === 'array' ? driver.readLuns(keys) : null) },
  'masking-set': {
    key: 'key',
    read: (driver, keys) => (driver.kind === 'array' ? driver.readMaskingSets(keys) : null),
  },
  disk: {
    key: 'uniqueId',
    read: (driver, keys) => (driver.kind === 'library' ? Promise.all(keys.map((key) => driver.readDisk(key))) : null),
  },
  vm: {
    key: 'key',
    read: (driver, keys) => (driver.kind === 'host' ? Promise.all(keys.map((key) => driver.readVm(key))) : null),
  },
  'shared-disk': {
    key: 'uniqueId',
    read: (driver, keys) => {
      const disks = driver.kind === 'host' ? driver.sharedDisks : undefined;
      return disks ? Promise.all(keys.map((key) => disks.read(key))) : null;
    },
  },
};

/** Looks at the world, never at the ledger; reads of one kind go to their driver together. Answers in the order asked. */
export const readWorld = async (systems: Systems, reads: ReadRequest[]): Promise<ReadAnswer[]> => {
  const alike = new Map<string, number[]>();
  reads.forEach(({ read, system }, index) => {
    const group = `${read} ${system}`;
    const members = alike.get(group);
    if (members) members.push(index);
    else alike.set(group, [index]);
  });
  const answers: ReadAnswer[] = [];
  const readGroup = async (indexes: number[]) => {
    const found = await readAlike(
      systems,
      indexes.flatMap((index) => reads[index] ?? []),
    );
    indexes.forEach((index, place) => {
      answers[index] =
        found[place] ?? failed('driver_error', 'The driver answered fewer values than it was asked for.');
    });
  };
  await Promise.all([...alike.values()].map(readGroup));
  return answers;
};

/** Reads that differ in their object alone. */
const readAlike = async (systems: Systems, reads: ReadRequest[]): Promise<ReadAnswer[]> => {
  const [first] = reads;
  if (!first) return [];
  const system = systems.get(first.system);
  if (!system) return reads.map(() => failed('unknown_system', `This agent serves no system ${first.system}.`));
  const reader = readers[first.read];
  const keys = reads.map(({ params }) => params[reader.key]);
  try {
    const values = await reader.read(
      system.driver,
      keys.filter((key) => key !== undefined),
    );
    if (!values) return reads.map(() => failed('unknown_read', `${first.system} has no ${first.read} to read.`));
    const next = values.values();
    return keys.map((key) => (key === undefined ? missing(reader.key) : answerOf(next.next().value ?? null)));
  } catch (error) {
    return reads.map(() => ({ error: refusalOf(error) }));
  }
};

const answerOf = (value: Value | null): ReadAnswer => (value ? { found: true, value } : { found: false });
const missing = (key: string) => failed('bad_params', `The read needs the parameter ${key}.`);
const failed = (code: string, sentence: string): ReadAnswer => ({ error: { code, sentence } });
