/** VMs of one golden, spread over these hosts in turn. `stopped`: those that are not running. */
type DemoFleet = { golden: string; hosts: string[]; names: string[]; stopped: string[]; version: string };

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${name}-${String(at + 1).padStart(2, '0')}`);

/** Forty VMs: every one boots from a clone of its golden LUN that is masked to its host alone. */
export const demoFleets: DemoFleet[] = [
  {
    golden: 'debian-12-base',
    hosts: ['hv-01', 'hv-02', 'hv-03', 'hv-04'],
    names: [...numbered('web', 6), ...numbered('api', 4), ...numbered('cache', 2), ...numbered('auth', 2)],
    stopped: [],
    version: 'Debian GNU/Linux 12 (6.1.0-27-amd64)',
  },
  {
    golden: 'ci-runner',
    hosts: ['hv-05', 'hv-06', 'hv-07', 'hv-08'],
    names: [...numbered('ci', 10), ...numbered('build', 4), ...numbered('mon', 3), 'registry'],
    stopped: ['ci-09', 'ci-10', 'build-04'],
    version: 'Debian GNU/Linux 12 (6.1.0-25-amd64)',
  },
  {
    golden: 'alpine-320',
    hosts: ['hv-09', 'hv-10'],
    names: numbered('lab', 8),
    stopped: ['lab-07'],
    version: 'Alpine Linux 3.20.3',
  },
];
