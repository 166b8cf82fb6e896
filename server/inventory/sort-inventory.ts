import {
  type ObjectKind,
  type ObjectValue,
  objectKinds,
  type Parsed,
  parseObject,
  type Unreadable,
} from './parse-object.ts';

/**
 * One list of a system's inventory. `values` can be applied; `present` are the keys of everything that is there, readable
 * or not; null = it cannot be told what else is there, so nothing may be called gone.
 */
export type Collection<K extends ObjectKind> = { values: ObjectValue<K>[]; present: string[] | null };

export type SeenArray = {
  head: ObjectValue<'array'>;
  pools: Collection<'pool'>;
  luns: Collection<'lun'>;
  maskingSets: Collection<'masking-set'>;
};
export type SeenLibrary = {
  head: ObjectValue<'library'>;
  shares: Collection<'share'>;
  virtualDisks: Collection<'virtual-disk'>;
  disks: Collection<'disk'>;
};
export type SeenHost = {
  head: ObjectValue<'host'>;
  vms: Collection<'vm'>;
  sharedDisks: Collection<'shared-disk'>;
};

export type Rejection = Unreadable & { system: string | null };
export type SortedInventory = {
  arrays: SeenArray[];
  libraries: SeenLibrary[];
  hosts: SeenHost[];
  /** Keys of all reported systems, readable or not; null = unknown, so none may be called missing. */
  systems: string[] | null;
  rejected: Rejection[];
};

type RawSystem = Record<string, unknown>;

/** Sorts what an agent reported into what can be kept and what cannot. Never throws: one bad object blanks nothing else. */
export function sortInventory(raw: unknown[]): SortedInventory {
  const sorted: SortedInventory = { arrays: [], libraries: [], hosts: [], systems: [], rejected: [] };
  for (const system of raw) sortSystem(sorted, (system ?? {}) as RawSystem);
  return sorted;
}

function sortSystem(sorted: SortedInventory, raw: RawSystem): void {
  const kind = raw.kind === 'library' || raw.kind === 'host' ? raw.kind : 'array';
  const head = parseObject(kind, raw);
  const twice = head.key !== null && sorted.systems?.includes(head.key);
  if (head.key === null) sorted.systems = null;
  else if (twice) reject(sorted, head.key, [duplicate(kind, head.key)]);
  else sorted.systems?.push(head.key);
  if ('reason' in head) reject(sorted, head.key, [head]);
  else if (!twice) sortLists(sorted, head.value, raw);
}

function sortLists(sorted: SortedInventory, head: ObjectValue<'array' | 'library' | 'host'>, raw: RawSystem): void {
  const list = <K extends ObjectKind>(of: K, content: unknown): Collection<K> => {
    const { collection, unreadable } = sortList(of, content);
    reject(sorted, head.system, unreadable);
    return collection;
  };
  if (head.kind === 'array')
    sorted.arrays.push({
      head,
      pools: list('pool', raw.pools),
      luns: list('lun', raw.luns),
      maskingSets: list('masking-set', raw.maskingSets),
    });
  else if (head.kind === 'library')
    sorted.libraries.push({
      head,
      shares: list('share', raw.shares),
      virtualDisks: list('virtual-disk', raw.virtualDisks),
      disks: list('disk', raw.disks),
    });
  // An agent from before hosts shared LUNs says nothing of them.
  else
    sorted.hosts.push({
      head,
      vms: list('vm', raw.vms),
      sharedDisks: list('shared-disk', raw.sharedDisks ?? []),
    });
}

function sortList<K extends ObjectKind>(kind: K, content: unknown) {
  const unreadable: Unreadable[] = [];
  if (!Array.isArray(content)) {
    unreadable.push({ kind, key: null, reason: `the list of each ${kind} is missing` });
    return { collection: { values: [], present: null }, unreadable };
  }
  const values = new Map<string, ObjectValue<K>>();
  const present = new Set<string>();
  let identified = true;
  for (const raw of content) {
    const object: Parsed<K> = parseObject(kind, raw);
    if (object.key === null) identified = false;
    else if (present.has(object.key)) unreadable.push(duplicate(kind, object.key));
    else present.add(object.key);
    if ('reason' in object) unreadable.push(object);
    else if (!values.has(object.key)) values.set(object.key, object.value);
  }
  return { collection: { values: [...values.values()], present: identified ? [...present] : null }, unreadable };
}

function duplicate(kind: ObjectKind, key: string): Unreadable {
  return { kind, key, reason: `two objects have the ${objectKinds[kind].key} '${key}'; the first was kept` };
}

function reject(sorted: SortedInventory, system: string | null, unreadable: Unreadable[]): void {
  sorted.rejected.push(...unreadable.map((object) => ({ ...object, system })));
}
