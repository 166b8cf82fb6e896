import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDriver } from '#agent/drivers/registry.ts';
import { SystemInventory } from '#contract/agent/inventory.ts';
import { demoAgents, demoTemplates, seedDemoWorld } from './demo-world.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'heddle-demo-'));
const inventories: SystemInventory[] = [];

/** What the agents of the demo would report. */
beforeAll(async () => {
  seedDemoWorld(home);
  for (const { config } of demoAgents(home))
    for (const system of config.systems) {
      const driver = await createDriver(system, config.stateDir);
      inventories.push(SystemInventory.parse(await driver.inventory()));
      await driver.close();
    }
});
afterAll(() => rmSync(home, { recursive: true }));

const ofKind = <K extends SystemInventory['kind']>(kind: K) =>
  inventories.filter((one): one is Extract<SystemInventory, { kind: K }> => one.kind === kind);

it('is as large as promised', () => {
  const hosts = ofKind('host');
  expect(demoAgents(home).map(({ name }) => name)).toEqual(['demo-arrays', 'demo-libraries', 'demo-hosts']);
  expect(ofKind('array').length).toBeGreaterThanOrEqual(3);
  expect(hosts).toHaveLength(12);
  expect(new Set(hosts.flatMap(({ cluster }) => cluster ?? [])).size).toBe(3);
  expect(new Set(hosts.map(({ hostGroup }) => hostGroup)).size).toBeGreaterThanOrEqual(2);
  expect(ofKind('library')).toHaveLength(2);
  expect(hosts.flatMap(({ vms }) => vms)).toHaveLength(40);
  expect(demoTemplates.length).toBeGreaterThanOrEqual(6);
});

it('has arrays of different capability and makers', () => {
  const arrays = ofKind('array');
  expect(new Set(arrays.map(({ vendor }) => vendor)).size).toBe(arrays.length);
  const enforcing = arrays.filter(({ capabilities }) => capabilities.sealRequiredBeforeClone);
  expect(enforcing.map(({ platform }) => platform)).toEqual(['iSCSI on WS2012 R2']);
  expect(arrays.map(({ capabilities }) => capabilities.maxChainDepth)).toContain(1);
  expect(new Set(arrays.map(({ transport }) => transport))).toEqual(new Set(['iscsi', 'fc']));
});

it('has pools between 40 and 85 percent full', () => {
  for (const { key, sizeBytes, usedBytes } of ofKind('array').flatMap(({ pools }) => pools)) {
    expect(usedBytes / sizeBytes, key).toBeGreaterThan(0.4);
    expect(usedBytes / sizeBytes, key).toBeLessThan(0.85);
  }
});

it('has every running VM up from a clone that is masked to its host alone', () => {
  const luns = new Map(ofKind('array').flatMap((array) => array.luns.map((lun) => [lun.uniqueId, { array, lun }])));
  const goldens = [...luns.values()].filter(({ lun }) => lun.kind === 'golden').map(({ lun }) => lun.uniqueId);
  for (const host of ofKind('host'))
    for (const { name, disks, state, ready } of host.vms) {
      const boot = luns.get(disks[0]?.uniqueId ?? '');
      expect([name, boot?.lun.masking]).toEqual([name, { [host.system]: 'read-write' }]);
      expect(goldens).toContain(boot?.lun.parentUniqueId);
      expect([name, boot?.lun.sessions]).toEqual([name, state === 'running' ? host.initiators : []]);
      expect([name, ready]).toEqual([name, state === 'running']);
      const pool = boot?.array.pools.find(({ key }) => key === boot.lun.pool);
      expect(pool?.hostGroups).toContain(host.hostGroup);
    }
});

it('has templates for what an operator may meet', () => {
  const shown = demoTemplates.map(({ name, libraryServer, virtualDiskKey, isoInDrive = false }) => {
    const library = ofKind('library').find(({ system }) => system === libraryServer);
    const file = library?.virtualDisks.find(({ key }) => key === virtualDiskKey);
    const share = library?.shares.find(({ key }) => key === file?.share);
    const folder = file?.directory.slice(share?.path.length) ?? 'no such file';
    const disk = library?.disks.find(({ mounts }) => mounts.some((mount) => mount.path.endsWith(folder)));
    const array = ofKind('array').find(({ luns }) => luns.some(({ uniqueId }) => uniqueId === disk?.uniqueId));
    const clones = array?.luns.filter(({ parentUniqueId }) => parentUniqueId === disk?.uniqueId).length ?? 0;
    const facts = { mounted: Boolean(disk), sealed: disk?.readOnly === true, critical: disk?.criticalFor.length === 1 };
    return { name, ...facts, clones: clones > 0, clean: file?.otherFiles === 0 && !isoInDrive, array: array?.system };
  });
  const usual = { mounted: true, sealed: false, critical: false, clones: false, clean: true };
  expect(shown).toEqual([
    { ...usual, name: 'Debian 12 base', sealed: true, clones: true, array: 'store-01' },
    { ...usual, name: 'Windows Server 2012 R2 Standard', array: 'store-01' },
    { ...usual, name: 'Ubuntu 24.04 LTS', mounted: false, array: undefined },
    { ...usual, name: 'Rocky Linux 9', clean: false, array: 'store-02' },
    { ...usual, name: 'Alpine 3.20 lab', sealed: true, clones: true, array: 'store-03' },
    { ...usual, name: 'Windows 10 kiosk', critical: true, array: 'store-01' },
    { ...usual, name: 'CI runner', clones: true, array: 'store-02' },
  ]);
});

it('is written once', () => {
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => path.join(home, name));
  const texts = () => files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'utf8'));
  const before = texts();
  seedDemoWorld(home);
  expect(texts()).toEqual(before);
});
