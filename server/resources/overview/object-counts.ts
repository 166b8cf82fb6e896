import type { z } from 'zod';
import type { OverviewDto } from '#contract/api/console.ts';
import { db } from '#server/db/client.ts';

type Counts = z.input<typeof OverviewDto>['counts'];

/** What the newest inventories report. */
export async function objectCounts(): Promise<Counts> {
  const present = { missingSince: null };
  const [arrays, luns, hosts, clusters, vms, vmsRunning, templates, goldens, goldensSealed, quarantined] =
    await Promise.all([
      db.array.count({ where: present }),
      db.lun.count(),
      db.host.count({ where: present }),
      db.cluster.count(),
      db.vm.count(),
      db.vm.count({ where: { state: 'running' } }),
      db.template.count(),
      db.lun.count({ where: { kind: 'golden' } }),
      db.lun.count({ where: { kind: 'golden', sealedAt: { not: null } } }),
      db.lun.count({ where: { quarantinedUntil: { not: null } } }),
    ]);
  return { arrays, luns, hosts, clusters, vms, vmsRunning, templates, goldens, goldensSealed, quarantined };
}
