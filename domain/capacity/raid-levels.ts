/** RAID levels a disk group may be made at. */
export const RAID_LEVELS = ['0', '1', '10', '5', '6'] as const;
export type RaidLevel = (typeof RAID_LEVELS)[number];

export type RaidFacts = {
  /** How many spindles it can be made of, and of how many at a time. */
  minSpindles: number;
  maxSpindles: number | null;
  even: boolean;
  /** Disk accesses that one small random write costs. */
  writePenalty: number;
  why: string;
  source: string;
};

const PATTERSON = 'Patterson, Gibson, Katz: A Case for Redundant Arrays of Inexpensive Disks (1988)';
const CHEN = 'Chen, Lee, Gibson, Katz, Patterson: RAID: High-Performance, Reliable Secondary Storage (1994)';

/**
 * The penalty table. It holds for small random writes that no cache absorbs or gathers into whole stripes: the worst case
 * to plan with, and what virtual machines mostly do.
 */
export const RAID_FACTS: Readonly<Record<RaidLevel, RaidFacts>> = {
  '0': {
    minSpindles: 1,
    maxSpindles: null,
    even: false,
    writePenalty: 1,
    why: 'each block is written once; nothing survives a failed disk',
    source: CHEN,
  },
  '1': {
    minSpindles: 2,
    maxSpindles: 2,
    even: true,
    writePenalty: 2,
    why: 'each block is written to both disks',
    source: PATTERSON,
  },
  '10': {
    minSpindles: 2,
    maxSpindles: null,
    even: true,
    writePenalty: 2,
    why: 'stripes over mirrored pairs: each block is written to both disks of one pair',
    source: PATTERSON,
  },
  '5': {
    minSpindles: 3,
    maxSpindles: null,
    even: false,
    writePenalty: 4,
    why: 'old data and old parity are read, new data and new parity are written',
    source: PATTERSON,
  },
  '6': {
    minSpindles: 4,
    maxSpindles: null,
    even: false,
    writePenalty: 6,
    why: 'data and two parities are read, then written',
    source: CHEN,
  },
};

/** How many spindles' worth of data a set holds. */
export function dataSpindles(raid: RaidLevel, spindles: number): number {
  if (raid === '0') return spindles;
  if (raid === '5') return spindles - 1;
  if (raid === '6') return spindles - 2;
  return spindles / 2;
}

/** Why a level cannot be made of so many spindles, or null when it can. */
export function refuseSpindles(raid: RaidLevel, spindles: number): string | null {
  const { minSpindles, maxSpindles, even } = RAID_FACTS[raid];
  if (spindles < minSpindles) return `RAID ${raid} needs at least ${minSpindles} spindles; there are ${spindles}.`;
  if (maxSpindles !== null && spindles > maxSpindles)
    return `RAID ${raid} is a pair of ${maxSpindles} spindles; there are ${spindles}. RAID 10 mirrors more.`;
  return even && spindles % 2 !== 0 ? `RAID ${raid} is made of pairs; ${spindles} spindles leave one over.` : null;
}
