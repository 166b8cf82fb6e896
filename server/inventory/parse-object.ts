import type { z } from 'zod';
import { DiskValue } from '#contract/agent/disks.ts';
import { ArrayInventory, HostInventory, LibraryInventory, PoolValue } from '#contract/agent/inventory.ts';
import { LunValue } from '#contract/agent/luns.ts';
import { MaskingSetValue } from '#contract/agent/masking.ts';
import { SharedDiskValue } from '#contract/agent/shared-disks.ts';
import { VmValue } from '#contract/agent/vms.ts';
import { cleanDeep, MAX_INDEXED_TEXT } from './clean-text.ts';

/** Every kind of object an agent reports: its schema, and the field that is its identity on its system. */
export const objectKinds = {
  array: { schema: ArrayInventory.omit({ pools: true, luns: true, maskingSets: true }), key: 'system' },
  library: { schema: LibraryInventory.omit({ shares: true, virtualDisks: true, disks: true }), key: 'system' },
  host: { schema: HostInventory.omit({ vms: true, sharedDisks: true }), key: 'system' },
  pool: { schema: PoolValue, key: 'key' },
  lun: { schema: LunValue, key: 'uniqueId' },
  'masking-set': { schema: MaskingSetValue, key: 'key' },
  share: { schema: LibraryInventory.shape.shares.element, key: 'key' },
  'virtual-disk': { schema: LibraryInventory.shape.virtualDisks.element, key: 'key' },
  disk: { schema: DiskValue, key: 'uniqueId' },
  vm: { schema: VmValue, key: 'key' },
  'shared-disk': { schema: SharedDiskValue, key: 'uniqueId' },
} as const;
export type ObjectKind = keyof typeof objectKinds;
export type ObjectValue<K extends ObjectKind> = z.infer<(typeof objectKinds)[K]['schema']>;

/** An object that cannot be kept. `key` is null where not even its identity can be read. */
export type Unreadable = { kind: ObjectKind; key: string | null; reason: string };
export type Parsed<K extends ObjectKind> = { key: string; value: ObjectValue<K> } | Unreadable;

/** Reads one reported object; all its strings come out storable. */
export function parseObject<K extends ObjectKind>(kind: K, raw: unknown): Parsed<K> {
  const { schema, key: keyField } = objectKinds[kind];
  const key = readKey((raw as Record<string, unknown> | null | undefined)?.[keyField]);
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { kind, key, reason: `${issue?.path.join('.') || 'it'}: ${issue?.message}` };
  }
  if (key === null) return { kind, key, reason: `${keyField} is empty or longer than ${MAX_INDEXED_TEXT} characters` };
  const reason = unstorable(parsed.data);
  return reason ? { kind, key, reason } : { key, value: cleanDeep(parsed.data) as ObjectValue<K> };
}

/** An identity is never cut: two objects could become one. */
function readKey(raw: unknown): string | null {
  return typeof raw === 'string' && raw.length > 0 && raw.length <= MAX_INDEXED_TEXT ? cleanDeep(raw) : null;
}

/** Counts in 32-bit columns; everything else that is a number is a size in bytes. */
const COUNTS = ['lunNumber', 'chainDepth', 'number', 'otherFiles', 'channels', 'cpus'];
const MAX_COUNT = 2_147_483_647;

function unstorable(value: Record<string, unknown>): string | null {
  for (const [field, content] of Object.entries(value)) {
    if (typeof content !== 'number') continue;
    if (content < 0) return `${field} is negative: ${content}`;
    if (COUNTS.includes(field) && content > MAX_COUNT) return `${field} is too large: ${content}`;
  }
  const longKey = Object.keys(value.masking ?? {}).find((key) => key.length > MAX_INDEXED_TEXT);
  if (longKey) return `a masking set's key is longer than ${MAX_INDEXED_TEXT} characters`;
  const until = value.quarantinedUntil;
  return typeof until === 'string' && !isTime(until) ? 'quarantinedUntil is not a time' : null;
}

/** What Date and Postgres both read, in the years both know. */
function isTime(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return year >= 1 && year <= 9999;
}
