const sectorBytes = 512;
const tableAt = 446;
const entryBytes = 16;

/** Where a volume lies on a disk, in bytes; `sizeBytes` null = to its end. */
export type VolumePlace = { offsetBytes: number; sizeBytes: number | null };

/** The first partition of a master boot record; a disk without a partition table is a volume as a whole. */
export function firstVolume(firstSector: Buffer): VolumePlace {
  const isTable = firstSector.length >= sectorBytes && firstSector.readUInt16LE(510) === 0xaa55;
  for (let at = tableAt; isTable && at < tableAt + 4 * entryBytes; at += entryBytes) {
    const type = firstSector.readUInt8(at + 4);
    const [start, count] = [firstSector.readUInt32LE(at + 8), firstSector.readUInt32LE(at + 12)];
    if (type !== 0 && count > 0) return { offsetBytes: start * sectorBytes, sizeBytes: count * sectorBytes };
  }
  return { offsetBytes: 0, sizeBytes: null };
}
