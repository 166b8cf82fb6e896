import { GiB } from './demo-sizes.ts';

/** A golden LUN with the virtual disk on it and the template over that: what it shows stands in `shows`. */
export type DemoGolden = {
  name: string;
  shows: string;
  array: string;
  pool: string;
  sizeBytes: number;
  usedBytes: number;
  library: string;
  access: 'read-write' | 'read-only';
  /** Where it is mounted, when not in the folder of its virtual disk. */
  mountedAt?: string;
  otherFiles?: number;
  criticalFor?: string[];
  template: { name: string; os: string; description: string; cpus: number; memoryBytes: number; isoInDrive?: boolean };
};

export const demoGoldens: DemoGolden[] = [
  {
    name: 'debian-12-base',
    shows: 'sealed, with clones, on an array that demands it',
    ...{ array: 'store-01', pool: 'gold', sizeBytes: 40 * GiB, usedBytes: 6 * GiB },
    ...{ library: 'library-01', access: 'read-only' },
    template: {
      name: 'Debian 12 base',
      os: 'Debian 12',
      description: 'Minimal server with SSH and monitoring',
      ...{ cpus: 2, memoryBytes: 4 * GiB },
    },
  },
  {
    name: 'ws2012r2-std',
    shows: 'open read-write and ready to be sealed, on an array that demands it',
    ...{ array: 'store-01', pool: 'silver', sizeBytes: 80 * GiB, usedBytes: 19 * GiB },
    ...{ library: 'library-01', access: 'read-write' },
    template: {
      name: 'Windows Server 2012 R2 Standard',
      os: 'Windows Server 2012 R2',
      description: 'Sysprepped, integration services current',
      ...{ cpus: 4, memoryBytes: 8 * GiB },
    },
  },
  {
    name: 'ubuntu-2404',
    shows: 'a broken chain: mounted somewhere else than its virtual disk says',
    ...{ array: 'store-02', pool: 'pool-a', sizeBytes: 30 * GiB, usedBytes: 5 * GiB },
    ...{ library: 'library-02', access: 'read-write', mountedAt: 'D:\\Mounts\\old-noble' },
    template: {
      name: 'Ubuntu 24.04 LTS',
      os: 'Ubuntu 24.04',
      description: 'Cloud image with the house agents',
      ...{ cpus: 2, memoryBytes: 4 * GiB },
    },
  },
  {
    name: 'rocky-9',
    shows: 'another file beside the virtual disk, and an ISO left in the drive',
    ...{ array: 'store-02', pool: 'pool-a', sizeBytes: 50 * GiB, usedBytes: 8 * GiB },
    ...{ library: 'library-02', access: 'read-write', otherFiles: 1 },
    template: {
      name: 'Rocky Linux 9',
      os: 'Rocky Linux 9',
      description: 'For the database team',
      ...{ cpus: 4, memoryBytes: 16 * GiB, isoInDrive: true },
    },
  },
  {
    name: 'alpine-320',
    shows: 'sealed, with clones, on an array that allows a chain depth of one',
    ...{ array: 'store-03', pool: 'lab', sizeBytes: 8 * GiB, usedBytes: 1 * GiB },
    ...{ library: 'library-02', access: 'read-only' },
    template: {
      name: 'Alpine 3.20 lab',
      os: 'Alpine 3.20',
      description: 'Small guest for the test cluster',
      ...{ cpus: 1, memoryBytes: 1 * GiB },
    },
  },
  {
    name: 'kiosk-win10',
    shows: 'a critical disk: a diskless client boots from it',
    ...{ array: 'store-01', pool: 'silver', sizeBytes: 60 * GiB, usedBytes: 17 * GiB },
    ...{ library: 'library-01', access: 'read-write', criticalFor: ['diskless-boot client kiosk-07'] },
    template: {
      name: 'Windows 10 kiosk',
      os: 'Windows 10',
      description: 'Reception and workshop terminals',
      ...{ cpus: 2, memoryBytes: 4 * GiB },
    },
  },
  {
    name: 'ci-runner',
    shows: 'open read-write although it has clones: its array does not demand sealing',
    ...{ array: 'store-02', pool: 'pool-b', sizeBytes: 64 * GiB, usedBytes: 11 * GiB },
    ...{ library: 'library-02', access: 'read-write' },
    template: {
      name: 'CI runner',
      os: 'Debian 12',
      description: 'Build and test runners, thrown away weekly',
      ...{ cpus: 8, memoryBytes: 16 * GiB },
    },
  },
];
