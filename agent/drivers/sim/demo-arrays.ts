import { TiB } from './demo-sizes.ts';

/** `fill`: the part of the pool that is taken when the demo begins. */
type DemoPool = {
  key: string;
  name: string;
  sizeBytes: number;
  fill: number;
  classification: string;
  hostGroups: string[];
};

/** Four arrays that differ in what they demand and can: see each one's capabilities. */
export const demoArrays = [
  {
    // Refuses to clone a parent that is open read-write, and has little room for registrations left.
    system: 'store-01',
    vendor: 'Microsoft',
    model: 'iSCSI Target Server',
    version: '6.3.9600.17031',
    platform: 'iSCSI on WS2012 R2',
    transport: 'iscsi',
    portal: '10.40.1.11:3260',
    capabilities: {
      sealRequiredBeforeClone: true,
      maxChainDepth: 2,
      maxLuns: 512,
      maxClonesPerParent: 256,
      clone: false,
      preferredAllocation: 'snapshot',
      registrationLimit: { scope: 'array', value: 80 },
    },
    pools: [
      {
        key: 'gold',
        name: 'Gold SSD',
        sizeBytes: 12 * TiB,
        fill: 0.61,
        classification: 'Gold',
        hostGroups: ['Production'],
      },
      {
        key: 'silver',
        name: 'Silver SAS',
        sizeBytes: 20 * TiB,
        fill: 0.44,
        classification: 'Silver',
        hostGroups: ['Production', 'Test'],
      },
    ] satisfies DemoPool[],
  },
  {
    // Clones whatever it is asked to: sealing is up to the control plane. Has a limit on registrations that can be found out.
    system: 'store-02',
    vendor: 'Corvane',
    model: 'CX-40',
    version: '4.2.1-r7',
    platform: null,
    transport: 'iscsi',
    portal: '10.40.1.12:3260',
    capabilities: {
      sealRequiredBeforeClone: false,
      maxChainDepth: 5,
      maxLuns: 2048,
      maxClonesPerParent: null,
      preferredAllocation: 'clone',
      registrationProbe: true,
    },
    unstatedRegistrationLimit: { scope: 'lun', value: 64 },
    pools: [
      {
        key: 'pool-a',
        name: 'Pool A',
        sizeBytes: 16 * TiB,
        fill: 0.83,
        classification: 'Gold',
        hostGroups: ['Production'],
      },
      {
        key: 'pool-b',
        name: 'Pool B',
        sizeBytes: 24 * TiB,
        fill: 0.57,
        classification: 'Silver',
        hostGroups: ['Production', 'Test'],
      },
    ] satisfies DemoPool[],
  },
  {
    // A clone of a clone is one too many.
    system: 'store-03',
    vendor: 'Halden',
    model: 'H300',
    version: '11.0.2',
    platform: null,
    transport: 'iscsi',
    portal: '10.40.1.13:3260',
    capabilities: {
      sealRequiredBeforeClone: false,
      maxChainDepth: 1,
      maxLuns: 256,
      maxClonesPerParent: 64,
      preferredAllocation: 'snapshot',
      registrationLimit: { scope: 'lun', value: 32 },
    },
    pools: [
      { key: 'lab', name: 'Lab', sizeBytes: 8 * TiB, fill: 0.72, classification: 'Bronze', hostGroups: ['Test'] },
    ] satisfies DemoPool[],
  },
  {
    // Another transport: its LUNs and those of the others never serve one VM. Tells nothing of registrations.
    system: 'store-04',
    vendor: 'Brockway',
    model: 'FS9',
    version: '9.1.4',
    platform: null,
    transport: 'fc',
    portal: 'fabric-a',
    registrations: false,
    capabilities: { maxChainDepth: 3, maxLuns: 1024, maxClonesPerParent: 32, preferredAllocation: 'snapshot' },
    pools: [
      { key: 'edge', name: 'Edge', sizeBytes: 10 * TiB, fill: 0.5, classification: 'Silver', hostGroups: ['Edge'] },
    ] satisfies DemoPool[],
  },
] as const;
