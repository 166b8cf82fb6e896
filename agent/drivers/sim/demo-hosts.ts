import { GiB } from './demo-sizes.ts';

export const domainName = 'fabric.example';

type DemoHost = {
  system: string;
  fqdn: string;
  hypervisor: string;
  version: string;
  transport: 'iscsi' | 'fc';
  initiators: [string];
  channels: number;
  cpus: number;
  memoryBytes: number;
  hostGroup: string;
  cluster: string | null;
};
type Kind = Omit<DemoHost, 'system' | 'fqdn' | 'initiators'>;

const hyperV = { hypervisor: 'Hyper-V on Windows Server 2012 R2 Datacenter', version: '6.3.9600' };
const kvm = { hypervisor: 'KVM on Debian 12', version: '6.1.0-27-amd64' };

const weftA: Kind = {
  ...hyperV,
  transport: 'iscsi',
  channels: 4,
  cpus: 48,
  memoryBytes: 384 * GiB,
  hostGroup: 'Production',
  cluster: 'weft-a',
};
const weftB: Kind = {
  ...kvm,
  transport: 'iscsi',
  channels: 2,
  cpus: 64,
  memoryBytes: 512 * GiB,
  hostGroup: 'Production',
  cluster: 'weft-b',
};
const weftLab: Kind = {
  ...kvm,
  transport: 'iscsi',
  channels: 2,
  cpus: 16,
  memoryBytes: 96 * GiB,
  hostGroup: 'Test',
  cluster: 'weft-lab',
};
const edge: Kind = {
  ...hyperV,
  transport: 'fc',
  channels: 2,
  cpus: 24,
  memoryBytes: 128 * GiB,
  hostGroup: 'Edge',
  cluster: null,
};

const kinds: Kind[] = [
  ...Array(4).fill(weftA),
  ...Array(4).fill(weftB),
  ...Array(2).fill(weftLab),
  ...Array(2).fill(edge),
];

/** hv-01 … hv-12: two clusters in production, one for tests, and two hosts at the edge that see Fibre Channel alone. */
export const demoHosts: DemoHost[] = kinds.map((kind, at) => {
  const number = String(at + 1).padStart(2, '0');
  const fqdn = `hv-${number}.${domainName}`;
  const initiator = kind.transport === 'fc' ? `naa.2100000e1e0a0b${number}` : `iqn.1991-05.com.microsoft:${fqdn}`;
  return { ...kind, system: `hv-${number}`, fqdn, initiators: [initiator] };
});
