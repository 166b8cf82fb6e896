import type { Replay, Replayed } from './replay-ledger.ts';
import { lunKey } from './replayed-world.ts';

/** What the rules need to know beside a ledger. */
export type Setting = {
  /** The procedure of a job; null = none of the product's jobs. */
  procedureOf: (jobId: string) => string | null;
  /** The host and cluster of an initiator; null = no host's. */
  hostOf: (initiator: string) => { host: string; cluster: string | null } | null;
  /** How many registrations a LUN, or all of an array, may have; null = it states no limit. */
  limitOf: (array: string) => { scope: 'lun' | 'array'; value: number } | null;
  /** Operations whose answer was a lie, so that nothing came of them. */
  pretended: ReadonlySet<string>;
};
/** `done` is judged before it takes effect in the world, so that the world still shows what it met. */
export type Moment = 'accepted' | 'ended' | 'done';
type Rule = (replay: Replay, operation: Replayed, moment: Moment, setting: Setting) => string | null;

/** The rules of the domain that this moment of an operation breaks. */
export function breaches(replay: Replay, operation: Replayed, moment: Moment, setting: Setting): string[] {
  const rules = [
    parentIsStill,
    goldenStaysSealed,
    oneWriter,
    parentsStay,
    onceMounted,
    quarantineIsMasked,
    registrationsFit,
  ];
  return rules.flatMap((rule) => {
    const breach = rule(replay, operation, moment, setting);
    return breach === null ? [] : [`${breach} (${operation.id})`];
  });
}

const opensForWriting = ({ operation, params }: Replayed) =>
  operation === 'masking.present' && params.access === 'read-write';

/** No clone is made while its parent can be written to, not even for a part of the time it takes. */
const parentIsStill: Rule = ({ operations, world }, operation, moment) => {
  if (moment === 'accepted' && opensForWriting(operation)) {
    for (const clone of operations.values())
      if (isOpenClone(clone) && clone.params.sourceUniqueId === operation.params.uniqueId) world.tainted.add(clone.id);
  }
  if (operation.operation !== 'lun.clone') return null;
  const parent = world.luns.get(lunKey(operation, 'sourceUniqueId'));
  if (moment === 'accepted') {
    const isOpen = Object.values(parent?.masking ?? {}).includes('read-write');
    const isOpening = [...operations.values()].some(
      (other) => other.isOpen && opensForWriting(other) && other.params.uniqueId === operation.params.sourceUniqueId,
    );
    if (isOpen || isOpening) world.tainted.add(operation.id);
  }
  if (moment !== 'done' || !world.tainted.has(operation.id)) return null;
  return `${operation.params.name} was cloned while ${parent?.name} could be written to`;
};
const isOpenClone = ({ operation, isOpen }: Replayed) => operation === 'lun.clone' && isOpen;

/** A golden is opened for writing by unsealing it or by taking a seal back, and never while it has clones. */
const goldenStaysSealed: Rule = ({ world }, operation, moment, { procedureOf }) => {
  const lun = world.luns.get(lunKey(operation));
  if (moment !== 'done' || !opensForWriting(operation) || lun?.kind !== 'golden') return null;
  const procedure = procedureOf(operation.jobId);
  const takesBack = operation.undoes !== null;
  const isItsWay = procedure === null || (takesBack ? procedure === 'seal-golden' : procedure === 'unseal-golden');
  if (!isItsWay) return `${procedure} opened ${lun.name} for writing`;
  const clones = childrenOf(world, operation);
  return clones.length > 0 ? `${lun.name} was opened for writing while ${clones.join(', ')} stood on it` : null;
};

/** No LUN can be written to by two hosts that are not of one cluster. */
const oneWriter: Rule = ({ world }, operation, moment, { hostOf }) => {
  if (moment !== 'done' || !opensForWriting(operation)) return null;
  const lun = world.luns.get(lunKey(operation));
  const open = Object.entries(lun?.masking ?? {}).filter(([, access]) => access === 'read-write');
  const sets = new Set([...open.map(([set]) => set), String(operation.params.maskingSet)]);
  const initiators = [...sets].flatMap((set) => world.sets.get(`${operation.system} ${set}`) ?? []);
  const hosts = new Map(initiators.flatMap((name) => hostOf(name) ?? []).map((one) => [one.host, one.cluster]));
  const clusters = new Set(hosts.values());
  if (hosts.size < 2 || (clusters.size === 1 && !clusters.has(null))) return null;
  return `${lun?.name} could be written to by ${[...hosts.keys()].join(' and ')}`;
};

const parentsStay: Rule = ({ world }, operation, moment) => {
  if (moment !== 'done' || operation.operation !== 'lun.delete') return null;
  const clones = childrenOf(world, operation);
  return clones.length > 0 ? `${operation.params.uniqueId} was deleted under ${clones.join(', ')}` : null;
};

/** One library node alone has a disk mounted. */
const onceMounted: Rule = ({ world }, operation, moment) => {
  if (moment !== 'done' || operation.operation !== 'disk.online') return null;
  const others = [...world.disks].filter(
    ([key, disk]) => disk.online && key.endsWith(` ${operation.params.uniqueId}`) && key !== lunKey(operation),
  );
  return others.length > 0 ? `${lunKey(operation)} was mounted while ${others[0]?.[0]} was` : null;
};

const quarantineIsMasked: Rule = ({ world }, operation, moment) => {
  if (moment !== 'done') return null;
  const lun = world.luns.get(lunKey(operation));
  if (operation.operation === 'masking.present' && lun?.quarantined)
    return `${lun.name} was presented from its quarantine`;
  const isPutAway = operation.operation === 'lun.set-quarantine' && operation.params.until !== null;
  if (!isPutAway || Object.keys(lun?.masking ?? {}).length === 0) return null;
  return `${lun?.name} was put in quarantine while it was presented`;
};

/** What an array lets in is no more than it holds. */
const registrationsFit: Rule = ({ world }, operation, moment, { limitOf }) => {
  const { system, params } = operation;
  const limit = limitOf(system);
  if (moment !== 'done' || operation.operation !== 'registrations.admit' || !limit) return null;
  const key = lunKey(operation);
  const wanted = new Set([...(world.luns.get(key)?.admitted ?? []), ...(params.keys as string[])]).size;
  const others = [...world.luns].filter(([other]) => other !== key && other.startsWith(`${system} `));
  const elsewhere = limit.scope === 'lun' ? 0 : others.reduce((sum, [, { admitted }]) => sum + admitted.length, 0);
  if (wanted + elsewhere <= limit.value) return null;
  return `${world.luns.get(key)?.name} was let have ${wanted} registrations, with ${elsewhere} on others: more than ${limit.value}`;
};

function childrenOf({ luns }: Replay['world'], { system, params }: Replayed): string[] {
  const children = [...luns].filter(([key, lun]) => key.startsWith(`${system} `) && lun.parent === params.uniqueId);
  return children.map(([, lun]) => lun.name);
}
