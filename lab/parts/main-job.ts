import assert from 'node:assert/strict';
import path from 'node:path';
import { readMounts } from '#agent/exec/mount-table.ts';
import type { Answer, ApiClient } from './api-client.ts';
import { applyProcedure } from './apply-procedure.ts';
import { digestFile } from './digest-file.ts';
import { type Fabric, initiators } from './fabric.ts';
import { type LabInventory, takeInventory } from './lab-inventory.ts';
import type { ProofTable } from './proof-table.ts';
import { tryOpen } from './try-open.ts';

type Vm = Answer<'vms.get'>;
type Lun = Answer<'luns.get'>;
type Scene = { api: ApiClient; fabric: Fabric; templateId: string };

const count = 4;
const vmNames = Array.from({ length: count }, (_, n) => `lab-0${n + 1}`);

const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const goldenFile = ({ room, golden }: Fabric) => path.join(room.poolDir, `${golden.uniqueId}.lun`);
const fileOf = ({ room }: Fabric, lun: Lun) => path.join(room.poolDir, `${lun.uniqueId}.lun`);

async function vmsByName(api: ApiClient): Promise<Vm[]> {
  const { items } = await api.ask('vms.list', { query: { limit: '500' } });
  return items.filter((vm) => vmNames.includes(vm.name)).sort((a, b) => a.name.localeCompare(b.name));
}

async function lunsOf(api: ApiClient, vms: Vm[]): Promise<Lun[]> {
  const { items } = await api.ask('luns.list', { query: { limit: '500' } });
  const ids = new Set(vms.flatMap((vm) => vm.disks.map((disk) => disk.uniqueId)));
  return items.filter((lun) => ids.has(lun.uniqueId));
}

async function goldenIsMounted({ api, fabric, templateId }: Scene): Promise<string> {
  const template = await api.ask('templates.get', { params: { id: templateId } });
  const broken = template.chain.filter((link) => !link.found).map((link) => `${link.link}: ${link.problem}`);
  assert.deepEqual(broken, [], 'every link from the template to the masking set is found');
  assert.equal(template.sealed, false);
  const mounted = (await readMounts()).filter((mount) => mount.path === fabric.mountPath);
  assert.equal(mounted.length, 1, 'it is mounted once');
  assert.ok(mounted[0]?.options.includes('rw'), 'it is mounted read-write');
  const write = await tryOpen(fabric.golden, initiators.library, 'write');
  assert.equal(write.outcome, 'allowed', 'the library server may write to it over iSCSI');
  return `at ${path.basename(fabric.mountPath)}, read-write, chain of ${template.chain.length} links`;
}

async function seal({ api, fabric, templateId }: Scene): Promise<string> {
  const { job, tookMs } = await applyProcedure(api, 'seal-golden', { templateId });
  const template = await api.ask('templates.get', { params: { id: templateId } });
  assert.equal(template.sealed, true);
  const mounted = (await readMounts()).filter((mount) => mount.path === fabric.mountPath);
  assert.equal(mounted.length, 1, 'its mount is restored, on one library node');
  assert.ok(mounted[0]?.options.includes('ro'), 'it is mounted read-only');
  return `${job.rows.length} rows proven in ${inSeconds(tookMs)}`;
}

async function sealedAgain({ api, templateId }: Scene): Promise<string> {
  const plan = await api.ask('plans.create', { body: { procedure: 'seal-golden', input: { templateId } } });
  assert.equal(plan.rows.length, 0);
  assert.ok(plan.nothingToDo);
  return plan.nothingToDo;
}

async function goldenCannotBeWritten({ fabric: { golden } }: Scene): Promise<string> {
  const read = await tryOpen(golden, initiators.library, 'read');
  assert.equal(read.outcome, 'allowed', 'it can still be read');
  const write = await tryOpen(golden, initiators.library, 'write');
  assert.deepEqual(write, { outcome: 'denied', why: '07/2700' });
  const foreign = await tryOpen(golden, initiators.foreign, 'read');
  assert.deepEqual(foreign, { outcome: 'denied', why: '0x0203' });
  return 'WRITE(16): sense 07/2700 write protected; a foreign initiator: login status 0x0203';
}

async function cloneVms({ api, templateId }: Scene): Promise<string> {
  const hosts = (await api.ask('hosts.list')).items;
  assert.equal(hosts.length, 2);
  const input = { templateId, count, namePattern: 'lab-{nn}', hostIds: hosts.map((host) => host.id), start: true };
  const { job, tookMs } = await applyProcedure(api, 'clone-vms', input);
  assert.equal(job.items.filter((item) => item.state === 'succeeded').length, count);
  return `${count} VMs, ${job.rows.length} rows proven in ${inSeconds(tookMs)}`;
}

async function guestsAreReady({ api }: Scene): Promise<string> {
  const vms = await vmsByName(api);
  assert.deepEqual(
    vms.map((vm) => [vm.name, vm.state, vm.ready, vm.hostname]),
    vmNames.map((name) => [name, 'running', true, name]),
  );
  const hosts = new Set(vms.map((vm) => vm.host.name));
  assert.equal(hosts.size, 2, 'they are spread over both hosts');
  return vms.map((vm) => `${vm.hostname} on ${vm.host.name}`).join(', ');
}

/** Everybody but the host that the VM is on. */
function strangersTo(vm: Vm): string[] {
  const otherHost = vm.host.name === 'host-a' ? initiators.hostB : initiators.hostA;
  return [initiators.foreign, initiators.builder, initiators.library, otherHost];
}

async function clonesAreMasked({ api }: Scene): Promise<string> {
  const vms = await vmsByName(api);
  const luns = await lunsOf(api, vms);
  assert.equal(luns.length, count);
  let logins = 0;
  for (const lun of luns) {
    const vm = vms.find(({ disks }) => disks.some((disk) => disk.uniqueId === lun.uniqueId));
    for (const stranger of vm ? strangersTo(vm) : []) {
      assert.deepEqual(await tryOpen(lun, stranger, 'read'), { outcome: 'denied', why: '0x0203' }, lun.name);
      logins++;
    }
  }
  assert.equal(logins, count * 4);
  return `${logins} logins by others, the other host among them: status 0x0203`;
}

async function clonesDiffer({ api, fabric }: Scene, goldenBefore: string): Promise<string> {
  const luns = await lunsOf(api, await vmsByName(api));
  const digests = new Set([goldenBefore]);
  for (const lun of luns) digests.add(await digestFile(fileOf(fabric, lun)));
  assert.equal(digests.size, count + 1, 'every clone differs from the others and from the golden');
  assert.equal(await digestFile(goldenFile(fabric)), goldenBefore, 'the golden is unchanged');
  return `${count} different; golden SHA-256 ${goldenBefore.slice(0, 16)}… before and after`;
}

async function deleteVms({ api }: Scene): Promise<string> {
  const vms = await vmsByName(api);
  const luns = await lunsOf(api, vms);
  const { tookMs } = await applyProcedure(api, 'delete-vms', { vmIds: vms.map((vm) => vm.id) });
  const put = await Promise.all(luns.map((lun) => api.ask('luns.get', { params: { id: lun.id } })));
  assert.deepEqual(new Set(put.map((lun) => lun.state)), new Set(['quarantined']));
  const purged = await applyProcedure(api, 'purge-luns', { lunIds: luns.map((lun) => lun.id) });
  return `to quarantine in ${inSeconds(tookMs)}, destroyed in ${inSeconds(purged.tookMs)}`;
}

async function allAsBefore({ fabric }: Scene, before: LabInventory): Promise<string> {
  const after = await takeInventory(fabric);
  assert.deepEqual(after, before);
  const { files, targets, mounts, loops, programs } = after;
  const counts = [`${files.length} file`, `${targets.length} targets`, `${mounts.length} mounts`, `${loops} loops`];
  return [...counts, `programs ${programs.join(' ')}`].join(', ');
}

/** Seal -> clone -> boot -> delete through the REST API, each step looked at in the world and not only in Heddle's answers. */
export async function proveMainJob(table: ProofTable, scene: Scene): Promise<void> {
  const before = await takeInventory(scene.fabric);
  await table.prove('the golden is mounted at the library server', () => goldenIsMounted(scene));
  await table.prove('seal-golden', () => seal(scene));
  await table.prove('seal-golden again plans nothing to do', () => sealedAgain(scene));
  await table.prove('a direct iSCSI write to the golden is refused', () => goldenCannotBeWritten(scene));
  const digest = await digestFile(goldenFile(scene.fabric));
  await table.prove(`clone-vms: ${count} VMs on 2 hosts`, () => cloneVms(scene));
  await table.prove('each guest says READY under its own name', () => guestsAreReady(scene));
  await table.prove('a foreign initiator cannot log in to any clone', () => clonesAreMasked(scene));
  await table.prove('clones differ, the golden does not change', () => clonesDiffer(scene, digest));
  await table.prove('delete-vms, then purge-luns', () => deleteVms(scene));
  await table.prove('pool, targets, loops, mounts, processes as before', () => allAsBefore(scene, before));
}
