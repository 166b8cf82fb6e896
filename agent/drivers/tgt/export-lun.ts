import { Failed } from '#agent/drivers/failed.ts';
import { allowedInitiators, iqnOf, type TgtContext } from './context.ts';
import type { LunRecord } from './state.ts';

/**
 * Target, LUN 1 and the ids by which every host knows the disk. Access is given afterwards: a new target lets nobody in.
 * Returns the record with the target number it really got (another program may have taken the one it had).
 */
export async function exportLun(context: TgtContext, lun: LunRecord): Promise<LunRecord> {
  const { tgtd, pool } = context;
  let { tid } = lun;
  for (let attempt = 0; !(await tgtd.createTarget(tid, iqnOf(context, lun.uniqueId))); attempt++) {
    if (attempt === 3) throw new Failed('array_error', `tgtd has no free target number for LUN ${lun.name}.`);
    const targets = await tgtd.show();
    const same = targets.find((target) => target.iqn === iqnOf(context, lun.uniqueId));
    if (same) await tgtd.deleteTarget(same.tid);
    context.avoidTids(targets.map((target) => target.tid));
    tid = context.nextTid();
  }
  await tgtd.addLun(tid, pool.pathOf(lun.uniqueId));
  const readonly = lun.readOnlyFlag ? '1' : '0';
  await tgtd.updateLun(tid, { scsi_id: lun.uniqueId, scsi_sn: lun.uniqueId, readonly });
  return { ...lun, tid };
}

/** Lets in whom the LUN's masking sets name, and the agent itself where it watches. The read-only flag is there before: nobody is let in to write by mistake. */
export async function giveAccess(context: TgtContext, lun: LunRecord): Promise<void> {
  for (const initiator of allowedInitiators(context, lun)) await context.tgtd.bind(lun.tid, initiator);
}

/** Takes target, file and record away, whichever of them are there. */
export async function discardLun(context: TgtContext, lun: LunRecord): Promise<void> {
  await context.own.close(lun.uniqueId);
  await context.tgtd.deleteTarget(lun.tid);
  await context.pool.remove(lun.uniqueId);
  await context.commit({ record: 'lun-gone', uniqueId: lun.uniqueId });
}
