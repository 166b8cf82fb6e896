const words: Record<string, [one: string, many: string]> = {
  lun: ['LUN', 'LUNs'],
  csv: ['CSV', 'CSVs'],
  vm: ['VM', 'VMs'],
  array: ['array', 'arrays'],
  pool: ['pool', 'pools'],
  template: ['template', 'templates'],
  host: ['host', 'hosts'],
  cluster: ['cluster', 'clusters'],
  agent: ['agent', 'agents'],
  'masking-set': ['masking set', 'masking sets'],
  'library-server': ['library server', 'library servers'],
  'virtual-disk': ['virtual disk', 'virtual disks'],
};

/** '1 LUN', '4 hosts'; of a kind that is not known, its own name. */
export function countOfKind(count: number, kind: string): string {
  const [one, many] = words[kind] ?? [kind, `${kind}s`];
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** 'LUN', 'Masking set': before an object's name. */
export function kindWord(kind: string): string {
  const word = words[kind]?.[0] ?? kind;
  return word.charAt(0).toUpperCase() + word.slice(1);
}
