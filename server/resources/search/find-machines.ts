import { db } from '#server/db/client.ts';
import { TAKE } from './find-fabric.ts';
import type { Hit } from './rank-hits.ts';

type Contains = { contains: string; mode: 'insensitive' };

/** Hosts, VMs, library servers, templates, agents and jobs, by name or address. */
export async function findMachines(text: Contains): Promise<Hit[]> {
  const named = { where: { name: text }, orderBy: { name: 'asc' as const }, take: TAKE };
  const [hosts, vms, libraryServers, templates, agents, jobs] = await Promise.all([
    db.host.findMany({ ...named, where: { OR: [{ name: text }, { fqdn: text }] } }),
    db.vm.findMany({ ...named, where: { OR: [{ name: text }, { hostname: text }] }, include: { host: true } }),
    db.libraryServer.findMany({ ...named, where: { OR: [{ name: text }, { fqdn: text }] } }),
    db.template.findMany(named),
    db.agent.findMany({ ...named, where: { OR: [{ name: text }, { url: text }] } }),
    db.job.findMany({ where: { title: text }, orderBy: { createdAt: 'desc' }, take: TAKE }),
  ]);
  return [
    ...hosts.map(({ id, name, fqdn }) => ({ kind: 'host', id, name, detail: fqdn })),
    ...vms.map(({ id, name, host }) => ({ kind: 'vm', id, name, detail: host.name })),
    ...libraryServers.map(({ id, name, fqdn }) => ({ kind: 'library-server', id, name, detail: fqdn })),
    ...templates.map(({ id, name, os }) => ({ kind: 'template', id, name, detail: os })),
    ...agents.map(({ id, name, url }) => ({ kind: 'agent', id, name, detail: url })),
    ...jobs.map(({ id, title, state }) => ({ kind: 'job', id, name: title, detail: state })),
  ];
}
