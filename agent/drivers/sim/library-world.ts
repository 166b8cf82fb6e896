import path from 'node:path';
import { z } from 'zod';
import { type DiskValue, Mount } from '#contract/agent/disks.ts';
import { openFabric, type Presented } from './fabric.ts';
import { openObjects } from './object-file.ts';
import type { SimLibraryOptions } from './sim-options.ts';
import { openStage } from './stage.ts';

/** What a library server remembers of a disk, whether it sees it right now or not. */
export const SimDisk = z.object({
  uniqueId: z.string(),
  number: z.number().int(),
  online: z.boolean(),
  mounts: z.array(Mount),
  criticalFor: z.array(z.string()),
});
export type SimDisk = z.infer<typeof SimDisk>;
export type VisibleDisk = { value: DiskValue; presented: Presented };

export type LibraryWorld = ReturnType<typeof openLibraryWorld>;

/** The disks of one simulated library server. It logs in with the first of its initiator names. */
export const openLibraryWorld = (options: SimLibraryOptions, stateDir: string, system: string) => {
  const disks = openObjects(path.join(stateDir, 'disks.jsonl'), SimDisk);
  const fabric = openFabric(options.fabricDir);
  const initiator = options.initiators[0] ?? '';

  /** A LUN that was presented and never brought online is an offline disk without a number. */
  const diskOf = (presented: Presented): VisibleDisk => {
    const known = disks.get(presented.uniqueId);
    const { number = null, online = false, mounts = [], criticalFor = [] } = known ?? {};
    const critical = presented.name.includes('sim-critical') ? [...criticalFor, 'page file'] : criticalFor;
    const readOnly = presented.access === 'read-only';
    return {
      presented,
      value: { uniqueId: presented.uniqueId, number, online, readOnly, mounts, criticalFor: critical },
    };
  };

  const stage = openStage(stateDir, options.latency, options.faultsDir);
  const see = (uniqueId: string): VisibleDisk | null => {
    const presented = fabric.see(initiator, uniqueId);
    return presented ? diskOf(presented) : null;
  };

  const save = (uniqueId: string, change: Pick<SimDisk, 'online' | 'mounts'>) => {
    const number = Math.max(0, ...disks.all().map((disk) => disk.number)) + 1;
    disks.put(uniqueId, { uniqueId, number, criticalFor: [], ...disks.get(uniqueId), ...change });
  };

  return {
    system,
    options,
    initiator,
    disks,
    fabric,
    stage,
    see,
    save,
    all: () => fabric.seen(initiator).map(diskOf),
    revision: () => `${disks.changes()}.${fabric.sightChanges(initiator)}`,
    close: () => {
      for (const open of [disks, stage, fabric]) open.close();
    },
  };
};
