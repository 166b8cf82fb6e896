import type { ResolvedGolden } from '#domain/fabric/chain.ts';
import type { Access, LibraryServerFact } from '#domain/fabric/facts.ts';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import { accessSummary } from '#domain/fabric/masking.ts';
import { sameUniqueId } from '#domain/fabric/unique-id.ts';
import { exclusiveLock } from '#domain/plans/locks.ts';
import type { Change, Effect, ObjectRef, PlanItem, PlanRow } from '#domain/plans/plan.ts';
import { type LibraryDisk, offlineDiskRow, onlineDiskRow, probeWriteRow } from './disk-rows.ts';
import { presentLunRow, unpresentLunRow } from './masking-rows.ts';
import type { RowPlace } from './planned.ts';

const ITEM = 'golden';

/**
 * Step 3.5 and its reverse: offline on the library server, out of the masking set (so that nobody can use the old
 * grant), back in with the new access, online with the mounts it had. Rows that would change nothing are left out.
 */
export function goldenAccessRows(golden: GoldenFacts, at: ResolvedGolden, to: Access): PlanRow[] {
  const presentation = presentationOf(at);
  const granted = presentation.access;
  const here: LibraryDisk = { server: at.libraryServer, disk: at.disk, lun: at.lun, granted };
  const others = otherNodes(golden, at, granted);
  const rows: PlanRow[] = [];
  const add = (key: string, build: (place: RowPlace) => PlanRow) => {
    const before = rows.at(-1);
    rows.push(build({ key, item: ITEM, needs: before ? [before.key] : [] }));
  };
  if (at.disk.online) add('disk.offline', (place) => offlineDiskRow(place, here));
  others.forEach((node, index) => {
    if (node.disk.online) add(`node-${index + 1}.offline`, (place) => offlineDiskRow(place, node));
  });
  if (granted !== to) {
    add('masking.remove', (place) => unpresentLunRow(place, presentation));
    add('masking.present', (place) => presentLunRow(place, { ...presentation, access: to }));
  }
  add('disk.online', (place) => onlineDiskRow(place, here, to === 'read-only'));
  if (to === 'read-only') add('disk.probe-write', (place) => probeWriteRow(place, here));
  others.forEach((node, index) => {
    add(`node-${index + 1}.check`, (place) => notMountedRow(place, node));
  });
  return rows;
}

export function goldenItem({ lun }: ResolvedGolden): PlanItem {
  return { key: ITEM, title: lun.name, object: { kind: 'lun', id: lun.id, name: lun.name } };
}

export function accessChanges({ lun, disk, libraryServer }: ResolvedGolden, to: Access): Change[] {
  const object: ObjectRef = { kind: 'lun', id: lun.id, name: lun.name };
  const from = accessSummary(lun.masking);
  const onServer: Access = disk.readOnly ? 'read-only' : 'read-write';
  const changes: Change[] = [{ object, field: 'access', before: from, after: to }];
  if (onServer !== to) changes.push({ object, field: `on ${libraryServer.name}`, before: onServer, after: to });
  return changes.filter((change) => change.before !== change.after);
}

export function accessTouches(
  golden: GoldenFacts,
  { lun, libraryServer, maskingSets, array }: ResolvedGolden,
): ObjectRef[] {
  return [
    { kind: 'template', id: golden.template.id, name: golden.template.name },
    { kind: 'lun', id: lun.id, name: lun.name },
    { kind: 'library-server', id: libraryServer.id, name: libraryServer.name },
    { kind: 'array', id: array.id, name: array.name },
    ...maskingSets.map((set): ObjectRef => ({ kind: 'masking-set', id: set.id, name: set.name })),
  ];
}

export function accessEffects({ lun }: ResolvedGolden, to: Access): Effect[] {
  const writers = Object.values(lun.masking).filter((access) => access === 'read-write').length;
  const after = to === 'read-write' ? 1 : 0;
  return [
    {
      key: 'write-grants',
      label: 'Masking sets that may write',
      unit: 'masking sets',
      before: writers,
      after,
      limit: null,
      scope: lun.name,
    },
  ];
}

/** The LUN in the one masking set it is in; the checks have made sure that there is no other. */
function presentationOf({ array, lun, maskingSets }: ResolvedGolden) {
  const [set] = maskingSets;
  if (!set) throw new Error(`LUN ${lun.name} was to be in a masking set`);
  const access = lun.masking[set.key] ?? 'read-write';
  return { array, lun, set, access, locks: [exclusiveLock('lun', lun.id)] };
}

/** Other library nodes that see the LUN: they must not have it mounted, before and after. */
function otherNodes(golden: GoldenFacts, at: ResolvedGolden, granted: Access): LibraryDisk[] {
  return golden.disks.flatMap((disk) => {
    if (disk.libraryServerId === at.libraryServer.id || !sameUniqueId(disk.uniqueId, at.disk.uniqueId)) return [];
    const server = golden.libraryServers.find((one) => one.id === disk.libraryServerId);
    return server && reaches(server) ? [{ server, disk, lun: at.lun, granted }] : [];
  });
}

/** A node whose agent is away cannot be asked; that it had nothing mounted when it was last seen is checked. */
function reaches(server: LibraryServerFact): boolean {
  return server.reachable;
}

/** Offline is what it is already, so nothing changes: its proof is what the row is for. */
function notMountedRow(place: RowPlace, node: LibraryDisk): PlanRow {
  return {
    ...offlineDiskRow(place, node),
    title: `Make sure that ${node.server.name} has not mounted ${node.lun.name}`,
    before: null,
    after: 'offline there: one library node alone has it mounted',
    undo: { kind: 'none' },
  };
}
