import { answer, type CapacityRefusal, type Outcome, refuse } from './outcome.ts';
import { dataSpindles, RAID_FACTS, RAID_LEVELS, type RaidLevel, refuseSpindles } from './raid-levels.ts';
import { refuseBytes, refuseCount } from './whole-number.ts';

/** `spindleIops` is one disk's, from its data sheet or measured; `readPercent` is the share of reads among its requests. */
export type DiskGroupInput = {
  raid: RaidLevel;
  spindles: number;
  spindleSizeBytes: number;
  spindleIops: number;
  readPercent: number;
  /** LUNs to be made of the disks. */
  luns: number;
};

export type DiskSet = {
  spindles: number;
  usableBytes: number;
  readIops: number;
  writeIops: number;
  /** At the given mix. */
  mixedIops: number;
};

export type DiskGroupAnswer = {
  group: DiskSet;
  /** What each LUN can draw as a vdisk that spans every disk: all of it while the others rest, an equal share when all work. */
  vdisk: { spindles: number; usableBytes: number; aloneIops: number; shareIops: number };
  /** The same disks as in a server, each LUN on spindles of its own; `why` when that cannot be made. */
  server: { possible: true; lun: DiskSet } | { possible: false; why: string };
  writePenalty: number;
  formula: string;
  source: string;
  notes: readonly string[];
};

/**
 * A disk group against server thinking. On an array each vdisk spans every disk of its group (RAID 10 stripes pairs, RAID 5
 * and 6 all disks), so the same total serves whoever needs it; a server's LUN has only its own spindles.
 */
export function diskGroup(input: DiskGroupInput): Outcome<DiskGroupAnswer> {
  const refusals = refuseInput(input);
  if (refusals.length > 0) return refuse(refusals);
  const { raid, spindles, luns } = input;
  const { writePenalty, why, source } = RAID_FACTS[raid];
  const group = diskSet(input, spindles);
  return answer({
    group,
    vdisk: {
      spindles,
      usableBytes: Math.floor(group.usableBytes / luns),
      aloneIops: group.mixedIops,
      shareIops: Math.floor(group.mixedIops / luns),
    },
    server: serverThinking(input),
    writePenalty,
    formula: formulaOf(input, group),
    source: `Write penalty ${writePenalty}: ${why}. ${source}.`,
    notes: [
      'Spindles alone: the array cache, the controllers and the network are not counted.',
      'CSVs of one disk group share its spindles: spreading one VM over several of them gains nothing.',
    ],
  });
}

/** What one spindle gives at random: one request per mean seek plus half a turn. */
export function spindleIops(input: { rotationsPerMinute: number; averageSeekMs: number }): Outcome<number> {
  const { rotationsPerMinute: rpm, averageSeekMs: seek } = input;
  const refusal = refuseCount('rotationsPerMinute', rpm, { max: 100_000 });
  const badSeek: CapacityRefusal | null =
    Number.isFinite(seek) && seek > 0 && seek <= 1000
      ? null
      : {
          code: 'out_of_range',
          field: 'averageSeekMs',
          sentence: `averageSeekMs is ${seek}.`,
          remedy: 'Give milliseconds above 0, up to 1000.',
        };
  if (refusal || badSeek) return refuse([refusal, badSeek].filter((reason) => reason !== null));
  return answer(Math.floor(1000 / (seek + 30_000 / rpm)));
}

function diskSet(
  { raid, spindleSizeBytes, spindleIops: each, readPercent }: DiskGroupInput,
  spindles: number,
): DiskSet {
  const penalty = RAID_FACTS[raid].writePenalty;
  const raw = spindles * each;
  return {
    spindles,
    usableBytes: dataSpindles(raid, spindles) * spindleSizeBytes,
    readIops: raw,
    writeIops: Math.floor(raw / penalty),
    mixedIops: Math.floor((raw * 100) / (readPercent + (100 - readPercent) * penalty)),
  };
}

function serverThinking(input: DiskGroupInput): DiskGroupAnswer['server'] {
  const { raid, spindles, luns } = input;
  if (spindles % luns !== 0)
    return { possible: false, why: `${spindles} spindles cannot be dealt out evenly to ${luns} LUNs.` };
  const why = refuseSpindles(raid, spindles / luns);
  return why ? { possible: false, why } : { possible: true, lun: diskSet(input, spindles / luns) };
}

function formulaOf({ raid, spindles, spindleIops: each, readPercent }: DiskGroupInput, group: DiskSet): string {
  const penalty = RAID_FACTS[raid].writePenalty;
  const mix = `(${readPercent} % reads × 1 + ${100 - readPercent} % writes × ${penalty})`;
  return `${spindles} spindles × ${each} IOPS ÷ ${mix} = ${group.mixedIops} IOPS`;
}

function refuseInput(input: DiskGroupInput): CapacityRefusal[] {
  const { raid, spindles, spindleSizeBytes, spindleIops: each, readPercent, luns } = input;
  if (!RAID_LEVELS.includes(raid)) {
    const remedy = `Give one of ${RAID_LEVELS.join(', ')}.`;
    return [{ code: 'unknown_reference', field: 'raid', sentence: `RAID ${raid} is not known.`, remedy }];
  }
  const refusals = [
    refuseCount('spindles', spindles, { max: 10_000 }),
    refuseBytes('spindleSizeBytes', spindleSizeBytes, 1),
    refuseCount('spindleIops', each, { max: 10_000_000 }),
    refuseCount('readPercent', readPercent, { min: 0, max: 100 }),
    refuseCount('luns', luns, { max: 10_000 }),
  ].filter((refusal) => refusal !== null);
  if (refusals.length > 0) return refusals;
  const why = refuseSpindles(raid, spindles);
  if (why)
    return [{ code: 'out_of_range', field: 'spindles', sentence: why, remedy: 'Change the spindles or the level.' }];
  return refuseBytes('usableBytes', dataSpindles(raid, spindles) * spindleSizeBytes) ? [tooBig()] : [];
}

function tooBig(): CapacityRefusal {
  const sentence = 'The usable size is above 2^53 bytes, where figures stop being exact.';
  return {
    code: 'result_too_large',
    field: 'spindleSizeBytes',
    sentence,
    remedy: 'Calculate one disk group at a time.',
  };
}
