import { pass, refuse } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import type {
  ArrayFact,
  DiskFact,
  LibraryServerFact,
  LibraryShareFact,
  LunFact,
  MaskingSetFact,
  VirtualDiskFact,
} from './facts.ts';
import type { GoldenFacts } from './golden.ts';
import { behindShare, defaultMountPathKey, matchesMountPathKey } from './mount-path.ts';
import { nameList } from './name-list.ts';
import { sameUniqueId } from './unique-id.ts';

export type LinkName = 'virtual-disk' | 'library-share' | 'library-server' | 'disk' | 'lun' | 'masking-set';
export type ChainLink = {
  link: LinkName;
  found: boolean;
  name: string | null;
  id: string | null;
  problem: string | null;
};

/** Template -> virtual disk -> share -> library server -> disk -> LUN -> masking sets, as far as it goes. */
export type Chain = {
  virtualDisk: VirtualDiskFact | null;
  share: LibraryShareFact | null;
  libraryServer: LibraryServerFact | null;
  mountPathKey: string | null;
  disk: DiskFact | null;
  lun: LunFact | null;
  array: ArrayFact | null;
  maskingSets: MaskingSetFact[];
  /** All six, in order; those behind a broken one are not found and say nothing of their own. */
  links: ChainLink[];
  /** One for every link that was looked up; at most the last is refused. */
  checks: Check[];
};

/** The chain up to the LUN, whole. */
export type ResolvedGolden = {
  libraryServer: LibraryServerFact;
  disk: DiskFact;
  lun: LunFact;
  array: ArrayFact;
  maskingSets: MaskingSetFact[];
};

type Found<T> = { value: T; name: string; id: string | null };
type Lookup<T> = Found<T> | { refusal: Check };

export function resolveChain(golden: GoldenFacts): Chain {
  const links: ChainLink[] = [];
  const checks: Check[] = [];
  let broken = false;
  const follow = <T>(link: LinkName, title: string, lookup: () => Lookup<T>): T | null => {
    const result = broken ? null : lookup();
    if (result && 'value' in result) {
      links.push({ link, found: true, name: result.name, id: result.id, problem: null });
      checks.push(pass(`chain_${link.replace('-', '_')}`, title, `It is ${result.name}.`));
      return result.value;
    }
    broken = true;
    links.push({ link, found: false, name: null, id: null, problem: result?.refusal.reason ?? null });
    if (result) checks.push(result.refusal);
    return null;
  };
  const virtualDisk = follow('virtual-disk', 'The template has a virtual disk', () => findVirtualDisk(golden));
  const share = follow('library-share', 'The virtual disk is on a library share', () => findShare(golden));
  const libraryServer = follow('library-server', 'The share has a library server', () => findLibraryServer(golden));
  const key = virtualDisk && share ? mountPathKeyOf(golden, virtualDisk, share) : null;
  const disk = follow('disk', 'One disk is mounted where the virtual disk is', () =>
    findDisk(golden, libraryServer, key),
  );
  const at = follow('lun', 'An array has the LUN of that disk', () => findLun(golden, disk));
  const sets = follow('masking-set', 'The LUN is in a masking set', () => findMaskingSets(golden, at?.lun ?? null));
  return {
    virtualDisk,
    share,
    libraryServer,
    mountPathKey: key,
    disk,
    lun: at?.lun ?? null,
    array: at?.array ?? null,
    maskingSets: sets ?? [],
    links,
    checks,
  };
}

export function resolvedGolden(chain: Chain): ResolvedGolden | null {
  const { libraryServer, disk, lun, array, maskingSets } = chain;
  return libraryServer && disk && lun && array ? { libraryServer, disk, lun, array, maskingSets } : null;
}

function findVirtualDisk({ template, virtualDisk }: GoldenFacts): Lookup<VirtualDiskFact> {
  const title = 'The template has a virtual disk';
  if (!virtualDisk) {
    const reason = `Template ${template.name} has no virtual disk.`;
    return { refusal: refuse('no_virtual_disk', title, reason, 'Choose a virtual disk for the template.') };
  }
  if (virtualDisk.missing) {
    const reason = `The library server no longer reports ${virtualDisk.file}.`;
    const remedy = 'Bring its disk online on the library server, or refresh the agent, and try again.';
    return { refusal: refuse('virtual_disk_missing', title, reason, remedy) };
  }
  return { value: virtualDisk, name: virtualDisk.file, id: virtualDisk.id };
}

function findShare({ virtualDisk, share }: GoldenFacts): Lookup<LibraryShareFact> {
  if (share) return { value: share, name: share.path, id: share.id };
  const reason = `No library share is known for ${virtualDisk?.file}.`;
  const remedy = 'Share the folder on the library server and refresh its agent.';
  return { refusal: refuse('no_library_share', 'The virtual disk is on a library share', reason, remedy) };
}

function findLibraryServer({ share, libraryServer }: GoldenFacts): Lookup<LibraryServerFact> {
  if (libraryServer) return { value: libraryServer, name: libraryServer.fqdn, id: libraryServer.id };
  const reason = `No library server is known for the share ${share?.path}.`;
  return {
    refusal: refuse(
      'no_library_server',
      'The share has a library server',
      reason,
      'Add the agent of the library server.',
    ),
  };
}

/** null: the directory is not inside the share, so no default can be made. */
function mountPathKeyOf(golden: GoldenFacts, virtualDisk: VirtualDiskFact, share: LibraryShareFact): string | null {
  if (golden.mountPathKey) return golden.mountPathKey;
  const behind = behindShare(virtualDisk.directory, share.path);
  return behind === null ? null : defaultMountPathKey(behind);
}

function findDisk(golden: GoldenFacts, server: LibraryServerFact | null, key: string | null): Lookup<DiskFact> {
  const title = 'One disk is mounted where the virtual disk is';
  if (key === null) {
    const reason = `The directory ${golden.virtualDisk?.directory} is not inside the share ${golden.share?.path}.`;
    return { refusal: refuse('directory_outside_share', title, reason, 'Give the mount path key by hand.') };
  }
  const disks = golden.disks.filter((disk) => disk.libraryServerId === server?.id);
  const matches = disks.flatMap((disk) => {
    const paths = disk.mounts.map((mount) => mount.path).filter((path) => matchesMountPathKey(path, key));
    return paths.length > 0 ? [{ disk, path: paths[0] ?? '' }] : [];
  });
  const [match, ...others] = matches;
  if (!match) return { refusal: refuse('no_matching_mount', title, noMatchReason(disks, server, key), noMatchRemedy) };
  if (others.length > 0) {
    const paths = nameList(matches.map(({ path }) => path));
    const reason = `${matches.length} disks of ${server?.name} match the mount path key ${key}: ${paths}.`;
    return {
      refusal: refuse('several_matching_mounts', title, reason, 'Give a mount path key that only one of them matches.'),
    };
  }
  return { value: match.disk, name: match.path, id: null };
}

const noMatchRemedy =
  'Mount the disk in the folder of the virtual disk, bring it online, or give another mount path key.';

function noMatchReason(disks: readonly DiskFact[], server: LibraryServerFact | null, key: string): string {
  const offline = disks.filter((disk) => !disk.online).map((disk) => disk.uniqueId);
  const hint = offline.length > 0 ? ` Offline there: ${nameList(offline)}.` : '';
  return `No mount on ${server?.name} matches the mount path key ${key}.${hint}`;
}

function findLun(golden: GoldenFacts, disk: DiskFact | null): Lookup<{ lun: LunFact; array: ArrayFact }> {
  const title = 'An array has the LUN of that disk';
  const found = golden.luns.flatMap((lun) => {
    const array = golden.arrays.find((one) => one.id === lun.arrayId);
    return disk && array && sameUniqueId(lun.uniqueId, disk.uniqueId) ? [{ lun, array }] : [];
  });
  const [match, ...others] = found;
  if (!match) {
    const reason = `No array reports a LUN with the unique id ${disk?.uniqueId}.`;
    return { refusal: refuse('no_lun', title, reason, 'Add the agent of the array that holds it, or refresh it.') };
  }
  if (others.length > 0) {
    const reason = `${nameList(found.map(({ array }) => array.name))} all report a LUN with the unique id ${disk?.uniqueId}.`;
    return { refusal: refuse('several_luns', title, reason, 'Remove the agent that reports an array a second time.') };
  }
  return { value: match, name: `${match.lun.name} on ${match.array.name}`, id: match.lun.id };
}

function findMaskingSets(golden: GoldenFacts, lun: LunFact | null): Lookup<MaskingSetFact[]> {
  const sets = golden.maskingSets.filter(
    (set) => lun !== null && set.arrayId === lun.arrayId && Object.hasOwn(lun.masking, set.key),
  );
  const [first] = sets;
  if (first) return { value: sets, name: nameList(sets.map((set) => set.name)), id: first.id };
  const reason = `LUN ${lun?.name} is in no masking set, so no library server can use it.`;
  const remedy = 'Present it to the library server read-write, mount it there, and refresh.';
  return { refusal: refuse('no_masking_set', 'The LUN is in a masking set', reason, remedy) };
}
