import type { ArrayLedgerDto } from '#contract/api/registrations.ts';
import { paths } from '#contract/paths.ts';

type Asked = Pick<ArrayLedgerDto, 'array' | 'planned'> & { hosts: readonly unknown[]; csvs: readonly unknown[] };

/** The sliders as near to an array as equal hosts can be: never fewer channels than it has on the average. */
export function questionHref({ array, hosts, csvs, planned }: Asked): string {
  const pairs = hosts.length * csvs.length;
  const counts = {
    hosts: Math.max(1, hosts.length),
    modules: 1,
    channels: pairs === 0 ? 1 : Math.max(1, Math.ceil(planned / pairs)),
    csvs: Math.max(1, csvs.length),
  };
  const search = new URLSearchParams(Object.entries(counts).map(([name, count]) => [name, String(count)]));
  return `${paths.whatIf()}&${search}&array=${array.id}`;
}
