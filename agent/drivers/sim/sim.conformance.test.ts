import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe } from 'vitest';
import { describeArrayConformance } from '#agent/drivers/conformance/describe-array-conformance.ts';
import { describeHostConformance } from '#agent/drivers/conformance/describe-host-conformance.ts';
import { describeLibraryConformance } from '#agent/drivers/conformance/describe-library-conformance.ts';
import { describeSharedDiskConformance } from '#agent/drivers/conformance/describe-shared-disk-conformance.ts';
import { freshUniqueId } from '#agent/drivers/conformance/lun-maker.ts';
import type { ArrayRig, HostRig, LibraryRig, SharedDiskRig } from '#agent/drivers/conformance/rig.ts';
import { createSimArray } from './create-sim-array.ts';
import { openFabric } from './fabric.ts';

const pool = { key: 'pool', name: 'Pool', sizeBytes: 100 * 2 ** 40 };
const sizeBytes = 2 ** 30;
const [mine, foreign] = ['iqn.2024-01.net.heddle:mine', 'iqn.2024-01.net.heddle:foreign'] as const;

const newFabric = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-sim-'));
  return { fabricDir: path.join(folder, 'fabric'), folder, dispose: async () => rmSync(folder, { recursive: true }) };
};

const arrayRig =
  (capabilities: object, own: object = {}) =>
  async (): Promise<ArrayRig> => {
    const { fabricDir, dispose } = newFabric();
    const fabric = openFabric(fabricDir);
    const options = { fabricDir, capabilities, pools: [pool], ...own };
    return {
      system: { system: 'array', kind: 'array', driver: 'sim', options },
      pool: pool.key,
      sizeBytes,
      initiators: [mine, foreign],
      tryOpen: async ({ uniqueId }, initiator, mode) => {
        const access = fabric.see(initiator, uniqueId)?.access;
        return access === 'read-write' || (access && mode === 'read') ? 'allowed' : 'denied';
      },
      openSession: async ({ uniqueId }, initiator) => {
        fabric.openSession(initiator, uniqueId);
        return async () => fabric.closeSession(initiator, uniqueId);
      },
      dispose,
    };
  };

/** An array inside the test, on the same fabric as the agent's process. */
const arrayBeside = async ({ fabricDir, folder }: ReturnType<typeof newFabric>) => {
  const array = await createSimArray({ fabricDir, pools: [pool] }, path.join(folder, 'array'), 'array');
  for (const initiator of [mine, foreign])
    await array.createMaskingSet({ key: initiator, name: initiator, initiators: [initiator] });
  const lun = (name: string) =>
    array.createLun({ uniqueId: freshUniqueId(), name, pool: pool.key, sizeBytes, kind: 'data' });
  return { array, lun };
};

const libraryRig = async (): Promise<LibraryRig> => {
  const fabric = newFabric();
  const { array, lun } = await arrayBeside(fabric);
  const [{ uniqueId }, critical] = [await lun('golden'), await lun('sim-critical')];
  for (const one of [uniqueId, critical.uniqueId])
    await array.present({ uniqueId: one, maskingSet: mine, access: 'read-write' });
  const options = { fabricDir: fabric.fabricDir, fqdn: 'library.example', initiators: [mine] };
  return {
    system: { system: 'library', kind: 'library', driver: 'sim', options },
    disk: { uniqueId, mounts: [{ path: 'D:\\Library\\golden', driveLetter: null }] },
    grant: async (access) => {
      await array.unpresent({ uniqueId, maskingSet: mine });
      if (access) await array.present({ uniqueId, maskingSet: mine, access });
    },
    criticalDisk: critical,
    dispose: fabric.dispose,
  };
};

const hostRig = async (): Promise<HostRig> => {
  const fabric = newFabric();
  const { array, lun } = await arrayBeside(fabric);
  const diskFor = (initiator: string) => async (hostname: string) => {
    const { uniqueId, targetIqn, portal, lunNumber } = await lun(hostname);
    await array.present({ uniqueId, maskingSet: initiator, access: 'read-write' });
    return { uniqueId, targetIqn: targetIqn ?? '', portal: portal ?? '', lunNumber: lunNumber ?? 0 };
  };
  const latency = { vmStartMs: 300 };
  const options = { fabricDir: fabric.fabricDir, fqdn: 'host.example', initiators: [mine], latency };
  return {
    system: { system: 'host', kind: 'host', driver: 'sim', options },
    cpus: 2,
    memoryBytes: 2 ** 30,
    startDeadlineMs: 60_000,
    bootDisk: diskFor(mine),
    foreignDisk: diskFor(foreign),
    emptyDisk: diskFor(mine),
    dispose: fabric.dispose,
  };
};

const sharedDiskRig = async (): Promise<SharedDiskRig> => {
  const { fabricDir, dispose } = newFabric();
  const host = (system: string, initiator: string, channels: number) => {
    // Registering takes its time, so that a host can be killed in the middle of it.
    const latency = { registrationMs: 100 };
    const options = { fabricDir, fqdn: `${system}.example`, initiators: [initiator], channels, latency };
    return { system, kind: 'host' as const, driver: 'sim', options };
  };
  const capabilities = { registrationLimit: { scope: 'lun', value: 24 } };
  return {
    array: { system: 'array', kind: 'array', driver: 'sim', options: { fabricDir, capabilities, pools: [pool] } },
    hosts: [host('host-a', mine, 4), host('host-b', foreign, 2)],
    pool: pool.key,
    sizeBytes,
    refusesRegistrations: true,
    restartTarget: async () => openFabric(fabricDir).registrations.forget('array'),
    dispose,
  };
};

const limited = { registrationLimit: { scope: 'lun', value: 12 }, registrationProbe: true };

describe('sim, where a parent must be sealed', () =>
  describeArrayConformance(arrayRig({ sealRequiredBeforeClone: true, maxChainDepth: 2, ...limited })));
describe('sim, where it need not be', () => describeArrayConformance(arrayRig({ maxChainDepth: 1 })));
describe('sim, without registrations', () => describeArrayConformance(arrayRig({}, { registrations: false })));
describe('sim', () => {
  describeLibraryConformance(libraryRig);
  describeHostConformance(hostRig);
  describeSharedDiskConformance(sharedDiskRig);
});
