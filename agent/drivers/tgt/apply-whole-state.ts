import { slots } from '#agent/drivers/slots.ts';
import { allowedInitiators, iqnOf, markerIqn, type TgtContext } from './context.ts';
import { discardLun, exportLun, giveAccess } from './export-lun.ts';
import type { ShownTarget } from './parse-show.ts';
import { admissionOf, type LunRecord } from './state.ts';
import { diskLun } from './tgtd.ts';

const lunsAtOnce = 32;
const waitForActsMs = 120_000;

async function inParallel<T>(items: Iterable<T>, act: (item: T) => Promise<void>): Promise<void> {
  const slot = slots(lunsAtOnce);
  await Promise.all(
    [...items].map(async (item) => {
      const free = await slot();
      await act(item).finally(free);
    }),
  );
}

/** Gives a target the access its LUN shall have, and takes away what it shall not have. */
async function correctAccess(context: TgtContext, lun: LunRecord, target: ShownTarget): Promise<void> {
  const { tgtd } = context;
  const wanted = allowedInitiators(context, lun);
  const readOnly = target.luns.find((shown) => shown.lun === diskLun)?.readOnly;
  if (readOnly !== lun.readOnlyFlag) await tgtd.updateLun(lun.tid, { readonly: lun.readOnlyFlag ? '1' : '0' });
  for (const initiator of target.acl) if (!wanted.has(initiator)) await tgtd.unbind(lun.tid, initiator);
  for (const initiator of wanted) if (!target.acl.includes(initiator)) await tgtd.bind(lun.tid, initiator);
  for (const session of target.sessions) {
    if (wanted.has(session.initiator)) continue;
    for (const cid of session.connections) await tgtd.dropConnection(lun.tid, { ...session, cid });
  }
}

/** A target that is made anew holds no registration. */
async function rememberLoss({ state, commit }: TgtContext, { uniqueId }: LunRecord): Promise<void> {
  const { keys, lostAt } = admissionOf(state, uniqueId);
  if (keys.length === 0 || lostAt !== null) return;
  await commit({ record: 'admission', uniqueId, admission: { keys, lostAt: new Date().toISOString() } });
}

async function applyLun(context: TgtContext, lun: LunRecord, target: ShownTarget | undefined): Promise<void> {
  // A LUN whose file was taken away is reported as gone; it must not keep the others from being served.
  if (!(await context.pool.exists(lun.uniqueId))) return;
  const disk = target?.luns.find((shown) => shown.lun === diskLun);
  if (target && disk?.path === context.pool.pathOf(lun.uniqueId)) {
    if (target.tid !== lun.tid) await context.commit({ record: 'lun', lun: { ...lun, tid: target.tid } });
    return correctAccess(context, { ...lun, tid: target.tid }, target);
  }
  if (target) await context.tgtd.deleteTarget(target.tid);
  const exported = await exportLun(context, lun);
  await rememberLoss(context, lun);
  if (exported.tid !== lun.tid) await context.commit({ record: 'lun', lun: exported });
  await giveAccess(context, exported);
}

async function apply(context: TgtContext): Promise<void> {
  const { tgtd, state } = context;
  const targets = new Map((await tgtd.show()).map((target) => [target.iqn, target]));
  context.avoidTids([...targets.values()].map((target) => target.tid));
  const targetOf = (lun: LunRecord) => targets.get(iqnOf(context, lun.uniqueId));
  const luns = [...state.luns.values()];
  await inParallel(
    luns.filter((lun) => lun.phase !== 'ready'),
    (lun) => discardLun(context, { ...lun, tid: targetOf(lun)?.tid ?? lun.tid }),
  );
  await inParallel(
    luns.filter((lun) => lun.phase === 'ready'),
    (lun) => applyLun(context, lun, targetOf(lun)),
  );
  const marker = markerIqn(context);
  if (!targets.has(marker)) await tgtd.createTarget(context.nextTid(), marker);
  context.applied = true;
}

/**
 * Makes tgtd what the state says: after its restart, and at the start of the agent, whose last run may have died between
 * a record and its effect. Sends only what differs. Waits until no act is going on.
 */
export async function applyWholeState(context: TgtContext): Promise<void> {
  const release = await context.gate.hold({ exclusive: ['world'], shared: [] }, waitForActsMs);
  try {
    const isThere = context.applied && (await hasMarker(context));
    if (!isThere) await apply(context);
  } finally {
    release();
  }
}

async function hasMarker(context: TgtContext): Promise<boolean> {
  const marker = markerIqn(context);
  return (await context.tgtd.show()).some((target) => target.iqn === marker);
}
