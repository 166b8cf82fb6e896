import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createTgtDriver } from '#agent/drivers/tgt/create-tgt-driver.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import type { Access } from '#contract/agent/masking.ts';
import { openArrayRoom } from './array-room.ts';
import { writeImage } from './write-image.ts';

const builder = 'iqn.2026-01.lab.builder:one';
const idOf = (n: number) => `60de${n.toString(16).padStart(28, '0')}`;

/** An array for rigs of library servers and hosts, which need somebody to grant and to take away. */
export type GrantingArray = Awaited<ReturnType<typeof openGrantingArray>>;

export async function openGrantingArray(name: string) {
  const room = await openArrayRoom(name);
  const stateDir = path.join(room.dir, 'array-state');
  await mkdir(stateDir, { mode: 0o700 });
  const driver = await createTgtDriver(room.options, stateDir, 'granting-array');
  let number = 0;
  const setOf = async (initiator: string) => {
    await driver.createMaskingSet({ key: initiator, name: initiator, initiators: [initiator] });
    return initiator;
  };
  const revoke = async (lun: LunValue, initiator: string) =>
    driver.unpresent({ uniqueId: lun.uniqueId, maskingSet: await setOf(initiator) });
  const grant = async (lun: LunValue, initiator: string, access: Access) => {
    await revoke(lun, initiator);
    await driver.present({ uniqueId: lun.uniqueId, maskingSet: await setOf(initiator), access });
  };
  return {
    dir: room.dir,
    room,
    driver,
    grant,
    revoke,
    /** A golden LUN with this image on it, presented to nobody. */
    async makeGolden(image: string, sizeBytes: number): Promise<LunValue> {
      const uniqueId = idOf(++number);
      const named = { name: `golden-${number}`, pool: room.options.poolName, kind: 'golden' as const };
      const lun = await driver.createLun({ uniqueId, sizeBytes, ...named });
      await grant(lun, builder, 'read-write');
      await writeImage(image, lun, builder);
      await revoke(lun, builder);
      return lun;
    },
    clone(source: LunValue): Promise<LunValue> {
      const uniqueId = idOf(++number);
      return driver.cloneLun({ sourceUniqueId: source.uniqueId, uniqueId, name: `clone-${number}` });
    },
    async close() {
      await driver.close();
      await room.close();
    },
  };
}
