import { randomUUID } from 'node:crypto';
import { beforeEach } from 'vitest';
import type { ArrayInventory } from '#contract/agent/inventory.ts';
import type { ProcedureName } from '#contract/api/plans.ts';
import type { Plan } from '#domain/plans/plan.ts';
import { newId } from '#server/db/new-id.ts';
import { type PlanContext, planProcedure } from '#server/procedures/plan-procedure.ts';
import { contractProblems } from './contract-problems.ts';
import { inventoryOfOneAgent } from './inventory-of-one-agent.ts';
import { seenArray, seenDisk, seenHost, seenLibrary, seenLun, seenVm } from './observed-fabric.ts';

export const plannedAt = new Date('2030-01-01T00:00:00.000Z');
export const librarySet = { key: 'ms.lib:1', name: 'Library', initiators: ['iqn.2030-01.test:library-1'] };
export const hostSet = { key: 'ms-1', name: 'Host 1', initiators: ['IQN.2030-01.test:host-1'] };
export const seenGolden = (access: 'read-write' | 'read-only') =>
  seenLun({ name: 'golden', kind: 'golden', masking: { 'ms.lib:1': access } });
export const seenClone = (number: number, over: Parameters<typeof seenLun>[0] = {}) =>
  seenLun({
    uniqueId: `c000000${number}`,
    name: `web-${number}`,
    kind: 'clone',
    parentUniqueId: 'a0000001',
    chainDepth: 1,
    masking: { 'ms-1': 'read-write' },
    ...over,
  });
export const seenCloneVm = (number: number) =>
  seenVm({
    key: `vm-${number}`,
    name: `web-${number}`,
    hostname: `web-${number}`,
    disks: [{ uniqueId: `c000000${number}`, sizeBytes: null }],
  });
type World = {
  luns?: ArrayInventory['luns'];
  vms?: ReturnType<typeof seenVm>[];
  readOnly?: boolean;
  array?: Partial<ArrayInventory>;
};

/** A database with a small fabric in it before every test, sealed and without clones, in which anything can be planned. */
export function plannableFabric() {
  const { agent, db, poll: pollAgent } = inventoryOfOneAgent();
  /** The fabric with what the case is about; its agent has just answered, however slow this machine is. */
  async function poll({
    luns = [seenGolden('read-only')],
    vms = [],
    readOnly = true,
    array = {},
  }: World = {}): Promise<void> {
    const disks = [seenDisk({ readOnly })];
    const second = seenHost({ system: 'host-2', name: 'Host 2', initiators: ['iqn.2030-01.test:host-2'] });
    const maskingSets = [librarySet, hostSet];
    await pollAgent([seenArray({ luns, maskingSets, ...array }), seenLibrary({ disks }), seenHost({ vms }), second]);
    await db().agent.update({ where: { id: agent.id }, data: { lastSeenAt: new Date('2100-01-01') } });
  }

  async function templateId(): Promise<string> {
    const found = await db().template.findFirst();
    if (found) return found.id;
    const disk = await db().virtualDisk.findFirstOrThrow();
    const data = { name: 'Debian 12', virtualDiskId: disk.id, cpus: 2, memoryBytes: 2_147_483_648n };
    return (await db().template.create({ data })).id;
  }

  const plan = (name: ProcedureName, input: unknown, context: Partial<PlanContext> = {}) =>
    planProcedure(db(), name, input, { now: plannedAt, exceptJobId: null, ...context });
  const hostIds = async () => (await db().host.findMany({ orderBy: { name: 'asc' } })).map(({ id }) => id);
  const cloneInput = async (over: object = {}) => ({
    templateId: await templateId(),
    count: 3,
    namePattern: 'new-{n}',
    hostIds: await hostIds(),
    ...over,
  });
  async function made(name: ProcedureName, input: unknown): Promise<Plan> {
    const planned = await plan(name, input);
    if (planned.kind === 'refused')
      throw new Error(JSON.stringify(planned.checks.filter((check) => check.state === 'refused')));
    // Whatever is planned must be something an agent understands.
    const problems = contractProblems(planned.plan);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return planned.plan;
  }
  async function refusals(name: ProcedureName, input: unknown): Promise<{ code: string; reason: string }[]> {
    const planned = await plan(name, input);
    const checks = planned.kind === 'refused' ? planned.checks : [];
    return checks.filter((check) => check.state === 'refused').map(({ code, reason }) => ({ code, reason }));
  }

  /** A plan kept with a job that has not ended, as the API would have done. */
  async function runningJob(name: ProcedureName, input: unknown, title: string) {
    const planned = await plan(name, input);
    if (planned.kind === 'refused') throw new Error(planned.title);
    const { rows, title: _, ...content } = planned.plan;
    const user = await db().user.create({
      data: { email: `${randomUUID()}@lab.example`, name: 'Op', role: 'operator' },
    });
    const stored = await db().plan.create({
      data: {
        id: newId(),
        procedure: name,
        input: input as object,
        title,
        content: content as unknown as object,
        inventoryHash: planned.inventoryHash,
        newIds: planned.newIds,
        createdById: user.id,
        expiresAt: new Date('2100-01-01'),
        rows: {
          createMany: {
            data: rows.map((row, position) => ({ position, key: row.key, row: row as unknown as object })),
          },
        },
      },
    });
    const job = await db().job.create({
      data: { planId: stored.id, procedure: name, title, state: 'waiting', createdById: user.id },
    });
    return { stored, job };
  }

  beforeEach(async () => {
    await db().job.deleteMany();
    await db().plan.deleteMany();
    await poll();
  });
  return { agent, db, poll, templateId, plan, cloneInput, made, refusals, runningJob };
}
