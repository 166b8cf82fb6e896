import type { Confidence } from './demand-rules.ts';

/**
 * Limits that vendors and projects publish, as data. A row without a value says that no figure is published: it stays
 * UNKNOWN. No vendor figure for registrations was found for EVA, MSA, EqualLogic, Compellent, 3PAR, SVC or XIV, so there is
 * none here; a probe or the vendor's support must say.
 */
export type PublishedLimit = {
  system: string;
  counts: string;
  /** What it is counted over: 'LUN', 'target', 'server', 'parent disk' … */
  per: string;
  value: number | null;
  note: string | null;
  source: string;
  date: string | null;
  confidence: Confidence;
};

const GIB = 1024 ** 3;
const TIB = 1024 * GIB;

/** One row: counts, per, value, note. */
type Row = readonly [counts: string, per: string, value: number | null, note?: string];

function rows(system: string, source: string, confidence: Confidence, list: readonly Row[]): PublishedLimit[] {
  return list.map(([counts, per, value, note = null]) => {
    return { system, counts, per, value, note, source, date: null, confidence };
  });
}

export const PUBLISHED_LIMITS: readonly PublishedLimit[] = [
  ...rows('Microsoft iSCSI Target', 'Microsoft, iSCSI Target Server scalability limits', 'high', [
    ['targets', 'server', 256, 'not enforced'],
    ['LUNs', 'server', 512],
    ['LUNs', 'target', 256, '128 on Windows Server 2012'],
    ['sessions', 'target', 544],
    ['snapshots', 'LUN', 512],
    ['differencing disks', 'parent disk', 256],
    ['chain depth (.vhdx)', 'LUN', 2, 'no snapshot of a disk that is itself a differencing disk'],
    ['chain depth (.vhd)', 'LUN', 1],
    ['bytes (.vhdx)', 'LUN', 64 * TIB],
    ['bytes (.vhd differencing disk)', 'LUN', 2 * TIB],
    ['MPIO paths', 'LUN', 4],
  ]),
  ...rows('tgt', 'tgt source: registrations are a linked list, APTPL is refused', 'medium', [
    ['registrations', 'LUN', null, 'no fixed number in the code; a restart of the target loses all registrations'],
  ]),
  ...rows('LIO', 'Linux kernel target source: APTPL is saved', 'medium', [
    ['registrations', 'LUN', null, 'no published number; registrations survive a restart when APTPL is set'],
  ]),
  ...rows('SPDK NVMe-oF', 'SPDK source, SPDK_NVMF_MAX_NUM_REGISTRANTS', 'high', [
    ['registrations', 'LUN', 16, 'per namespace'],
  ]),
  ...rows('EqualLogic, firmware 9.0', 'EqualLogic release notes for firmware 9.0', 'high', [
    ['iSCSI connections', 'pool', 1024],
    ['iSCSI connections', 'group', 4096],
  ]),
  ...rows('Dell MD34xx', 'Dell MD34xx documentation', 'high', [['LUN numbers', 'host partition', 256]]),
  ...rows('HP MSA (2008)', 'HP MSA documentation of 2008', 'medium', [['LUNs', 'array', 32]]),
  ...rows('LSI / IBM DS / MD3000i', 'vendor event: Insufficient Registration Resources, sense 05/55/04', 'medium', [
    ['registrations', 'array', null, 'the number depends on the configuration'],
  ]),
  ...rows('Ceph RBD behind Cinder', 'OpenStack Cinder RBD driver: rbd_max_clone_depth', 'high', [
    ['chain depth', 'LUN', 5, 'then it is flattened'],
  ]),
  ...rows('Xen VHD chain', 'Xen storage manager', 'medium', [['chain depth', 'LUN', 30, 'about 30']]),
  ...rows('Windows failover cluster', 'Microsoft, Hyper-V and failover clustering scalability', 'high', [
    ['nodes', 'cluster', 64],
    ['running VMs', 'cluster', 8000],
    ['running VMs', 'host', 1024, 'keep one node in reserve'],
    ['VMs', 'CSV', null, 'Microsoft states no limit'],
    ['bytes (.vhd)', 'virtual disk', 2040 * GIB],
    ['IDE disks', 'generation 1 VM', 4, 'it boots from IDE only'],
    ['SCSI disks', 'VM', 256, '4 controllers of 64'],
  ]),
];
