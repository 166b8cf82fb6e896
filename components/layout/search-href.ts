import { paths } from '#contract/paths.ts';

const pages: Record<string, (id: string) => string> = {
  array: paths.array,
  lun: paths.lun,
  'masking-set': paths.maskingSet,
  host: paths.host,
  cluster: paths.cluster,
  vm: paths.vm,
  template: paths.template,
  agent: paths.agent,
  job: paths.job,
  plan: paths.plan,
};

/** Where a search hit leads; kinds without a page of their own lead to the list that shows them. */
export function searchHref({ kind, id }: { kind: string; id: string }): string {
  const page = pages[kind];
  if (page) return page(id);
  return kind === 'pool' ? paths.pools() : paths.library();
}
