import type { DialectName } from '#domain/runbook/runbook.ts';
import { db } from '#server/db/client.ts';

/** What a system is driven with by hand, by the agent and the key it has there; null = only its vendor knows. */
export type SystemDialects = (agentId: string, system: string) => DialectName | null;

/** Windows says so, or by its kernel's version: 6.3.9600, 10.0.17763. */
const isWindows = (text: string | null) => /windows|hyper-v|\bWS\d{4}|^(6|10)\.\d\.\d{4,5}\b/i.test(text ?? '');

/** Of every system of these agents, in three queries. */
export async function systemDialects(agentIds: readonly string[]): Promise<SystemDialects> {
  const where = { agentId: { in: [...agentIds] } };
  const on = { agentId: true, system: true } as const;
  const [arrays, libraries, hosts] = await Promise.all([
    db.array.findMany({ where, select: { ...on, platform: true, vendor: true, model: true } }),
    db.libraryServer.findMany({ where, select: { ...on, version: true } }),
    db.host.findMany({ where, select: { ...on, hypervisor: true } }),
  ]);
  const dialects = new Map<string, DialectName | null>();
  const keep = ({ agentId, system }: { agentId: string; system: string }, dialect: DialectName | null) =>
    dialects.set(`${agentId} ${system}`, dialect);
  for (const array of arrays) keep(array, arrayDialect(array));
  for (const library of libraries) keep(library, isWindows(library.version) ? 'powershell' : 'shell');
  for (const host of hosts) keep(host, isWindows(host.hypervisor) ? 'powershell' : 'shell');
  return (agentId, system) => dialects.get(`${agentId} ${system}`) ?? null;
}

function arrayDialect({ platform, vendor, model }: { platform: string | null; vendor: string; model: string }) {
  if (isWindows(platform) || (vendor === 'Microsoft' && /iscsi/i.test(model))) return 'powershell';
  return model === 'tgt' ? 'shell' : null;
}
