import { pass, refuse, warn } from '#domain/plans/check.ts';
import type { Check, Remedy } from '#domain/plans/plan.ts';
import { clonesOf } from './can-unseal.ts';
import { type ResolvedGolden, resolveChain, resolvedGolden } from './chain.ts';
import { type CloneSource, cloneSourceChecks } from './clone-source.ts';
import type { GoldenFacts } from './golden.ts';
import { nameList } from './name-list.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** What a template must be so that VMs can be made of it by SAN copy; `source` is there when the chain is whole. */
export function cloneTemplateChecks(
  golden: GoldenFacts,
  count: number,
): { checks: Check[]; source: CloneSource | null } {
  const chain = resolveChain(golden);
  const at = resolvedGolden(chain);
  const source = at ? cloneSourceOf(golden, at) : null;
  const checks = [
    ...chain.checks,
    ...(golden.virtualDisk ? [generalised(golden), onlyFile(golden)] : []),
    noIso(golden),
    ...(at ? [oneMountPoint(at)] : []),
    ...(source ? cloneSourceChecks(source, count) : []),
    ...(at && !source ? [noPool(at)] : []),
  ];
  return { checks, source };
}

/** Whether one VM could be cloned from this template, on a host to be chosen. */
export function canClone(golden: GoldenFacts): Verdict {
  return verdictOf(cloneTemplateChecks(golden, 1).checks);
}

function cloneSourceOf(golden: GoldenFacts, { lun, array }: ResolvedGolden): CloneSource | null {
  const pool = golden.pools.find((one) => one.id === lun.poolId);
  const seal: Remedy = { sentence: 'Seal it.', procedure: 'seal-golden', input: { templateId: golden.template.id } };
  return pool ? { lun, array, pool, clones: clonesOf(lun, golden.clones).length, seal } : null;
}

function noPool({ lun, array }: ResolvedGolden): Check {
  const reason = `No pool of ${array.name} is known that holds ${lun.name}.`;
  return refuse('no_pool', 'The pool of the golden LUN is known', reason, 'Refresh the agent of the array.');
}

function generalised({ virtualDisk }: GoldenFacts): Check {
  const title = 'The image is generalised';
  if (virtualDisk?.generalised) return pass('generalised', title, `${virtualDisk.file} is generalised.`);
  const reason = `${virtualDisk?.file} is not generalised: every VM of it would have the same identity.`;
  return refuse(
    'not_generalised',
    title,
    reason,
    'Generalise it (sysprep, or clear machine-id and host keys) and refresh the library server.',
  );
}

function onlyFile({ virtualDisk }: GoldenFacts): Check {
  const title = 'The virtual disk is the only file on its LUN';
  const others = virtualDisk?.otherFiles ?? 0;
  if (others === 0) return pass('only_file', title, 'There is no other file beside it.');
  const reason = `There ${others === 1 ? 'is 1 other file' : `are ${others} other files`} beside ${virtualDisk?.file}; a SAN copy would copy them all.`;
  return refuse(
    'other_files_on_lun',
    title,
    reason,
    'Move the other files to another volume and refresh the library server.',
  );
}

function noIso({ template }: GoldenFacts): Check {
  const title = 'No ISO is left in the virtual DVD drive';
  if (!template.isoInDrive) return pass('no_iso', title, 'The drive is empty.');
  const reason = `Template ${template.name} still has an ISO in its virtual DVD drive.`;
  return refuse('iso_in_drive', title, reason, 'Eject it from the template.');
}

/** A drive letter or a second mount point makes an image not SAN-copy capable. */
function oneMountPoint({ disk, libraryServer }: ResolvedGolden): Check {
  const title = 'The golden LUN has one mount point and no drive letter';
  const paths = disk.mounts.map((mount) => mount.path);
  const letters = disk.mounts.flatMap((mount) => (mount.driveLetter === null ? [] : [`${mount.driveLetter}:`]));
  if (paths.length > 1) {
    const reason = `The disk has ${paths.length} mount points on ${libraryServer.name}: ${nameList(paths)}.`;
    return refuse('several_mount_points', title, reason, 'Remove all but the one inside the library share.');
  }
  if (letters.length > 0) {
    const reason = `The disk has the drive letter ${nameList(letters)} on ${libraryServer.name}.`;
    return warn('drive_letter', title, reason, 'Remove the drive letter; the folder of the library share is enough.');
  }
  return pass('one_mount_point', title, `It is mounted at ${nameList(paths)}.`);
}
