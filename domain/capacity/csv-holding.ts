import type { LunFact } from '#domain/fabric/facts.ts';

/** A disk's size in bytes; null = not told. */
type SizedDisk = { sizeBytes: number | null };
/** `disks` in their order, null where it cannot be said. `heldBytes`: everything on the CSV, whosever it is. */
export type CsvHolding = { disks: (number | null)[]; heldBytes: number };

/** A file system takes a part of its volume for itself; what is more than this is somebody's. */
const FILE_SYSTEM_PERCENT = 1;

/**
 * What a CSV holds. One disk that is not told has what is there beside the others; several that are not told are unknown.
 * A CSV whose use is not known counts as full, so that nothing is moved onto it.
 */
export function csvHolding(
  { sizeBytes, usedBytes }: Pick<LunFact, 'sizeBytes' | 'usedBytes'>,
  disks: readonly SizedDisk[],
): CsvHolding {
  const told = disks.reduce((sum, disk) => sum + (disk.sizeBytes ?? 0), 0);
  const rest = Math.max(0, (usedBytes ?? sizeBytes) - told);
  const untold = disks.filter((disk) => disk.sizeBytes === null).length;
  const isItsOwn = untold === 0 && rest * 100 <= sizeBytes * FILE_SYSTEM_PERCENT;
  return {
    disks: disks.map((disk) => disk.sizeBytes ?? (untold === 1 ? rest : null)),
    heldBytes: told + (isItsOwn ? 0 : rest),
  };
}
