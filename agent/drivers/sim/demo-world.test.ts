import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDriver } from '#agent/drivers/registry.ts';
import { SystemInventory } from '#contract/agent/inventory.ts';
import { advise } from '#domain/capacity/advisor.ts';
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

const csvsOf = (system: string) =>
  ofKind('array').flatMap((array) => (array.system === system ? array.luns.filter(({ kind }) => kind === 'csv') : []));
const csv = (name: string) => ofKind('array').flatMap(({ luns }) => luns.filter((lun) => lun.name === name))[0];
/** How many keys are registered how often. */
const tally = (name: string) => {
  const keys: { [times: number]: number } = {};
  for (const { registered } of Object.values(csv(name)?.registrations?.registrants ?? {}))
    keys[registered] = (keys[registered] ?? 0) + 1;
  return keys;
};

it('has every CSV attached to all hosts of its cluster and reserved by one of them', () => {
  for (const host of ofKind('host')) {
    for (const disk of host.sharedDisks) {
      const lun = ofKind('array')
        .flatMap(({ luns }) => luns)
        .find(({ uniqueId }) => uniqueId === disk.uniqueId);
      expect([lun?.name, lun?.kind, lun?.masking]).toEqual([lun?.name, 'csv', { [host.cluster ?? '']: 'read-write' }]);
      expect(lun?.registrations?.holder).toEqual({ key: expect.stringMatching(/^4844/), type: 5 });
      expect(lun?.sessions).toContain(host.initiators[0]);
      expect(disk).toMatchObject({ online: true, holder: lun?.registrations?.holder });
      const gone = disk.channels.filter(({ registered, connected }) => !registered || !connected);
      expect(gone).toHaveLength(host.system === 'hv-03' && lun?.name === 'csv-a-03' ? 1 : 0);
    }
    expect([host.system, host.sharedDisks.length]).toEqual([
      host.system,
      { 'weft-a': 5, 'weft-b': 4, 'weft-lab': 1 }[host.cluster ?? ''] ?? 0,
    ]);
  }
});

it('has registrations to mind: near a limit, stale, foreign, missing, unknown limits', () => {
  const used = csvsOf('store-01').flatMap(({ registrations }) =>
    Object.values(registrations?.registrants ?? {}).map(({ registered }) => Math.max(1, registered)),
  );
  const capabilities = Object.fromEntries(ofKind('array').map((array) => [array.system, array.capabilities]));
  expect(capabilities['store-01']?.registrationLimit).toEqual({ scope: 'array', value: 80 });
  expect(used.reduce((sum, one) => sum + one, 0)).toBe(69);
  expect(capabilities['store-02']).toMatchObject({ registrationLimit: null, registrationProbe: true });
  expect(tally('csv-a-01')).toEqual({ 1: 17 }); // a key of nobody we know
  expect(tally('csv-a-02')).toEqual({ 1: 20 }); // four of a host that is gone
  expect(tally('csv-a-03')).toEqual({ 0: 1, 1: 15 }); // a channel is missing
  expect(tally('csv-b-01')).toEqual({ 1: 8 });
  expect(csv('edge-db-01')?.registrations).toBeNull();
});

it('has disks of several VMs on most CSVs, of one on two, and no more than fits', () => {
  const guests = new Map<string, number[]>();
  for (const { disks } of ofKind('host').flatMap(({ vms }) => vms))
    for (const { uniqueId, sizeBytes } of disks.slice(1)) {
      expect(sizeBytes).not.toBeNull();
      guests.set(uniqueId, [...(guests.get(uniqueId) ?? []), sizeBytes ?? 0]);
    }
  const counts: { [name: string]: number } = {};
  for (const array of ofKind('array'))
    for (const { uniqueId, name, kind, usedBytes } of array.luns) {
      if (kind !== 'csv') continue;
      const sizes = guests.get(uniqueId) ?? [];
      counts[name] = sizes.length;
      expect(
        sizes.reduce((sum, size) => sum + size, 0),
        name,
      ).toBeLessThanOrEqual(usedBytes ?? 0);
    }
  expect(Object.keys(counts).filter((name) => counts[name] === 1)).toEqual(['csv-a-05', 'csv-b-04']);
  expect(Object.values(counts).every((count) => count > 0)).toBe(true);
});

/** What the advisor makes of the CSVs of an array: those that can go. */
const retirable = (system: string): string[] => {
  const csvs = csvsOf(system).map(({ uniqueId: id, name, sizeBytes, usedBytes, masking, registrations, pool }) => {
    const disks = ofKind('host').flatMap(({ vms }) =>
      vms.flatMap((vm) => vm.disks.filter((one) => one.uniqueId === id)),
    );
    const otherBytes = (usedBytes ?? 0) - disks.reduce((sum, disk) => sum + (disk.sizeBytes ?? 0), 0);
    const keys = Object.keys(registrations?.registrants ?? {}).length;
    const own = { clusterId: Object.keys(masking)[0] ?? '', diskGroupId: pool, registrations: keys, exists: true };
    return { id, name, sizeBytes, otherBytes, ...own, ...noPolicies };
  });
  const on = new Set(csvs.map(({ id }) => id));
  const vms = ofKind('host').flatMap((host) =>
    host.vms.flatMap(({ key: id, name, disks }) => {
      const own = disks.flatMap(({ uniqueId, sizeBytes }) =>
        on.has(uniqueId) ? [{ csvId: uniqueId, sizeBytes: sizeBytes ?? 0 }] : [],
      );
      return own.length > 0 ? [{ id, name, disks: own, iops: null, movable: true, ...noPolicies }] : [];
    }),
  );
  const diskGroups = [...new Set(csvs.map(({ diskGroupId }) => diskGroupId))].map((id) => ({ id, iops: null }));
  const rules = { apart: [], reservePercent: 20, copyMegabytesPerSecond: 100 };
  const outcome = advise({ csvs, vms, diskGroups, ...rules });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value.retire.map(({ name }) => name);
};
const noPolicies = { backupPolicy: '', drPolicy: '' };

it('has CSVs that the advisor would empty and retire', () => {
  expect([retirable('store-01'), retirable('store-02')]).toEqual([['csv-a-05'], ['csv-b-04']]);
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
