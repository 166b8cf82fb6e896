import type { JobDto } from '#contract/api/jobs.ts';
import type { ProcedureName } from '#contract/api/plans.ts';
import type { GoldenName } from './fabric-config.ts';
import type { ProofFabric } from './proof-fabric.ts';

/** Objects on which cases stand, made by jobs as everybody makes them, and only where they are missing. */

/** Names no case has used before. */
let named = 0;
export const freshName = (prefix: string) => {
  named += 1;
  return `${prefix}${named}-{n}`;
};

/** Seals or unseals the golden LUN. */
export async function goldenSealed(fabric: ProofFabric, golden: GoldenName, wanted: boolean): Promise<void> {
  const templateId = fabric.templates[golden];
  const { sealed } = await fabric.desk.ask<{ sealed: boolean }>('GET', `/templates/${templateId}`);
  if (sealed !== wanted) await arranged(fabric, wanted ? 'seal-golden' : 'unseal-golden', { templateId });
}

/** Ids of the two hosts, in order. */
export async function bothHosts({ db }: ProofFabric): Promise<string[]> {
  return (await db.host.findMany({ orderBy: { system: 'asc' } })).map(({ id }) => id);
}

export async function goldenLunId({ db }: ProofFabric, golden: GoldenName): Promise<string> {
  return (await db.lun.findFirstOrThrow({ where: { name: golden } })).id;
}

/** Ids of two running VMs, one on each host, clones of golden-1. */
export async function runningVms(fabric: ProofFabric): Promise<string[]> {
  const find = () => fabric.db.vm.findMany({ where: { state: 'running' }, orderBy: { name: 'asc' }, take: 2 });
  if ((await find()).length < 2) await cloneVms(fabric, 2, true);
  return (await find()).map(({ id }) => id);
}

/** Ids of two LUNs in quarantine; makes a dozen where there are none left. */
export async function quarantinedLuns(fabric: ProofFabric): Promise<string[]> {
  const find = () =>
    fabric.db.lun.findMany({ where: { quarantinedUntil: { not: null } }, orderBy: { name: 'asc' }, take: 2 });
  if ((await find()).length < 2) {
    await cloneVms(fabric, 12, false);
    const vms = await fabric.db.vm.findMany({ where: { state: 'stopped' } });
    await arranged(fabric, 'delete-vms', { vmIds: vms.map(({ id }) => id) });
  }
  return (await find()).map(({ id }) => id);
}

async function cloneVms(fabric: ProofFabric, count: number, start: boolean): Promise<void> {
  await goldenSealed(fabric, 'golden-1', true);
  const templateId = fabric.templates['golden-1'];
  const hostIds = await bothHosts(fabric);
  await arranged(fabric, 'clone-vms', { templateId, count, namePattern: freshName('stand'), hostIds, start });
}

/** A job that has to come through. */
export async function arranged({ desk }: ProofFabric, procedure: ProcedureName, input: object): Promise<JobDto> {
  const job = await desk.run(procedure, input);
  if (job.state !== 'succeeded') throw new Error(`${job.title} ended ${job.state}: ${job.failure?.sentence}`);
  return job;
}
