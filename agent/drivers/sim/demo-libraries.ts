import { demoGoldens } from './demo-goldens.ts';
import { domainName } from './demo-hosts.ts';
import { GiB } from './demo-sizes.ts';

const sharePath = (library: string) => `\\\\${library}.${domainName}\\Library`;

/** Local folder that the golden LUN is mounted in: that of its virtual disk, as the library server itself writes it. */
export const mountPathOf = (golden: string) => `D:\\Library\\golden\\${golden}`;

export const virtualDiskKeyOf = (golden: string) => `vd-${golden}`;

export const demoLibraries = ['library-01', 'library-02'].map((system) => ({
  system,
  fqdn: `${system}.${domainName}`,
  version: '6.3.9600',
  initiators: [`iqn.1991-05.com.microsoft:${system}.${domainName}`],
  shares: [{ key: 'library', path: sharePath(system), description: 'Golden images on SAN LUNs' }],
  virtualDisks: [...goldenDisks(system), ...plainDisks(system)],
}));

function goldenDisks(system: string) {
  const own = demoGoldens.filter(({ library }) => library === system);
  return own.map(({ name, sizeBytes, otherFiles = 0 }) => ({
    key: virtualDiskKeyOf(name),
    share: 'library',
    directory: `${sharePath(system)}\\golden\\${name}`,
    file: `${name}.vhdx`,
    format: 'vhdx',
    sizeBytes: sizeBytes - GiB,
    generalised: true,
    otherFiles,
  }));
}

/** Files on the server's own disk, that no LUN stands behind. */
function plainDisks(system: string) {
  if (system === 'library-01') return [];
  return [
    {
      key: 'vd-legacy-erp',
      share: 'library',
      directory: `${sharePath(system)}\\images`,
      file: 'legacy-erp.vhd',
      format: 'vhd',
      sizeBytes: 127 * GiB,
      generalised: false,
      otherFiles: 3,
    },
  ];
}
