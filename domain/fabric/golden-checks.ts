import { pass, refuse } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import type { ResolvedGolden } from './chain.ts';
import type { ArrayFact, LibraryServerFact } from './facts.ts';
import type { GoldenFacts } from './golden.ts';
import { sameIscsiName } from './iqn.ts';
import { nameList } from './name-list.ts';
import { sameUniqueId } from './unique-id.ts';

/** What must hold before the access of a golden LUN is changed, in whichever direction. */
export function accessChangeChecks(golden: GoldenFacts, at: ResolvedGolden): Check[] {
  return [
    libraryReachable(at.libraryServer),
    arrayReachable(at.array),
    oneMaskingSet(at),
    libraryInitiatorsOnly(golden, at),
    oneLibraryNode(golden, at),
    notCritical(at),
    usedByNoVm(golden, at),
    notQuarantined(at),
  ];
}

export function libraryReachable(server: LibraryServerFact): Check {
  const title = 'The agent of the library server answers';
  if (server.reachable) return pass('library_reachable', title, `${server.name} answers.`);
  const reason = `The agent of library server ${server.name} does not answer, or no longer reports it.`;
  return refuse(
    'library_unreachable',
    title,
    reason,
    'Start the agent on the library server, or look at its state under Agents.',
  );
}

export function arrayReachable(array: ArrayFact): Check {
  const title = 'The agent of the array answers';
  if (array.reachable) return pass('array_reachable', title, `${array.name} answers.`);
  const reason = `The agent of array ${array.name} does not answer, or no longer reports it.`;
  return refuse('array_unreachable', title, reason, 'Start the agent of the array, or look at its state under Agents.');
}

/** With several, taking the LUN out of one of them would leave it writable through another. */
function oneMaskingSet({ lun, maskingSets }: ResolvedGolden): Check {
  const title = 'The golden LUN is in one masking set';
  const names = nameList(maskingSets.map((set) => set.name));
  // The LUN may say more sets than are known by name.
  const count = Object.keys(lun.masking).length;
  if (count <= 1) return pass('one_masking_set', title, `It is in ${names}.`);
  const reason = `LUN ${lun.name} is in ${count} masking sets: ${nameList(Object.keys(lun.masking))}.`;
  return refuse('several_masking_sets', title, reason, 'Take it out of all but the one of its library server.');
}

function libraryInitiatorsOnly(golden: GoldenFacts, { lun, maskingSets }: ResolvedGolden): Check {
  const title = 'Only library servers can reach the golden LUN';
  const library = golden.libraryServers.flatMap((server) => server.initiators);
  const foreign = maskingSets
    .flatMap((set) => set.initiators)
    .filter((initiator) => !library.some((name) => sameIscsiName(name, initiator)));
  if (foreign.length === 0) return pass('library_only', title, `${lun.name} is masked from every other initiator.`);
  const named = [...new Set(foreign)].map((initiator) => `${initiator} (${ownerOf(initiator, golden)})`);
  const reason = `LUN ${lun.name} is also presented to ${nameList(named)}.`;
  return refuse(
    'foreign_initiators',
    title,
    reason,
    'Remove these initiators from the masking set, or use one of its own for the library server.',
  );
}

function ownerOf(initiator: string, golden: GoldenFacts): string {
  return golden.hostInitiators.find((one) => sameIscsiName(one.initiator, initiator))?.host ?? 'unknown';
}

/** Even on a highly available library cluster only one node has the LUN mounted. */
function oneLibraryNode(golden: GoldenFacts, { disk, lun }: ResolvedGolden): Check {
  const title = 'One library node has the golden LUN mounted';
  const mounted = golden.disks
    .filter((one) => sameUniqueId(one.uniqueId, disk.uniqueId) && one.online && one.mounts.length > 0)
    .map(
      (one) => golden.libraryServers.find((server) => server.id === one.libraryServerId)?.name ?? one.libraryServerId,
    );
  if (mounted.length <= 1) return pass('one_library_node', title, `Only ${nameList(mounted)} has it mounted.`);
  const reason = `LUN ${lun.name} is mounted on ${nameList(mounted)} at the same time.`;
  return refuse('mounted_on_several', title, reason, 'Take the disk offline on all but one of these library nodes.');
}

function notCritical({ disk, libraryServer, lun }: ResolvedGolden): Check {
  const title = 'The disk is critical for no system';
  if (disk.criticalFor.length === 0)
    return pass('not_critical', title, `${lun.name} is no boot, page or hibernation disk.`);
  const reason =
    `Taking ${lun.name} offline on ${libraryServer.name}, and bringing it online again, would be answered with ` +
    `'Operation not supported on a critical disk' (StorageWMI 41009): it is used as ${nameList(disk.criticalFor)}.`;
  const remedy =
    'End that use first: move the page or hibernation file, or shut down the diskless clients that boot from it.';
  return refuse('critical_disk', title, reason, remedy);
}

function usedByNoVm(golden: GoldenFacts, { lun }: ResolvedGolden): Check {
  const title = 'No VM runs on the golden LUN itself';
  const vms = golden.usedBy.filter((use) => sameUniqueId(use.uniqueId, lun.uniqueId)).map((use) => use.vm);
  if (vms.length === 0) return pass('used_by_no_vm', title, `No VM has ${lun.name} as a disk.`);
  const reason = `LUN ${lun.name} is a disk of ${nameList(vms)}.`;
  return refuse('golden_used_by_vm', title, reason, 'Delete these VMs; give them clones of the template instead.');
}

export function notQuarantined({ lun }: Pick<ResolvedGolden, 'lun'>): Check {
  const title = 'The golden LUN is not in quarantine';
  if (lun.quarantinedUntil === null) return pass('not_quarantined', title, `${lun.name} is in use.`);
  const reason = `LUN ${lun.name} is in quarantine until ${lun.quarantinedUntil}.`;
  const remedy = { sentence: 'Restore it from quarantine.', procedure: 'restore-luns', input: { lunIds: [lun.id] } };
  return refuse('golden_quarantined', title, reason, remedy);
}
