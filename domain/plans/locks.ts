import type { LockKey, PlanRow } from './plan.ts';

export type LockMode = 'shared' | 'exclusive';
/** `key` without its mode: what the database keeps one exclusive or many shared holders of. */
export type Lock = { key: string; mode: LockMode };

const SHARED = ':shared';

/** 'lun:<id>', 'name:vm:web-01'. A last part that is itself 'shared' (a VM of that name) is marked, not misread. */
export function exclusiveLock(...parts: string[]): LockKey {
  const key = parts.join(':');
  return key.endsWith(SHARED) ? `${key}%` : key;
}

export function sharedLock(...parts: string[]): LockKey {
  return `${exclusiveLock(...parts)}${SHARED}`;
}

export function parseLock(key: LockKey): Lock {
  return key.endsWith(SHARED) ? { key: key.slice(0, -SHARED.length), mode: 'shared' } : { key, mode: 'exclusive' };
}

/**
 * All locks of these rows, each key once (exclusive wins), sorted by key: every job takes them in the same order,
 * so no two jobs can wait for each other.
 */
export function locksOf(rows: readonly Pick<PlanRow, 'locks'>[]): Lock[] {
  const modes = new Map<string, LockMode>();
  for (const row of rows) {
    for (const { key, mode } of row.locks.map(parseLock)) {
      if (modes.get(key) !== 'exclusive') modes.set(key, mode);
    }
  }
  return [...modes].map(([key, mode]) => ({ key, mode })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Two different jobs cannot both hold these. */
export function conflicts(a: Lock, b: Lock): boolean {
  return a.key === b.key && (a.mode === 'exclusive' || b.mode === 'exclusive');
}
