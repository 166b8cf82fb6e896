import type { z } from 'zod';
import type { TemplateDto } from '#contract/api/templates.ts';
import { canClone } from '#domain/fabric/can-clone.ts';
import { canSeal } from '#domain/fabric/can-seal.ts';
import { canUnseal } from '#domain/fabric/can-unseal.ts';
import { type Chain, resolveChain } from '#domain/fabric/chain.ts';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import type { Verdict } from '#domain/fabric/verdict.ts';
import { db } from '#server/db/client.ts';
import { goldenFacts, type TemplateRow } from '#server/fabric/golden-facts.ts';
import { lastProbes, type WriteProbe } from './last-probes.ts';

type Dto = z.input<typeof TemplateDto>;

/** Templates with their chain to the golden LUN and what may be done with it: a fixed number of queries for all of them. */
export async function templateDtos(rows: TemplateRow[]): Promise<Dto[]> {
  const facts = await goldenFacts(db, rows);
  const goldens = facts.map((golden) => ({ golden, chain: resolveChain(golden) }));
  const lunIds = goldens.flatMap(({ chain }) => (chain.lun ? [chain.lun.id] : []));
  const [sealed, probes] = await Promise.all([
    db.lun.findMany({ where: { id: { in: lunIds } }, select: { id: true, sealedAt: true } }),
    lastProbes(goldens.flatMap(({ chain }) => (chain.lun ? [chain.lun.uniqueId] : []))),
  ]);
  const sealedAt = new Map(sealed.map((lun) => [lun.id, lun.sealedAt]));
  return rows.flatMap((row, at) => {
    const { golden, chain } = goldens[at] ?? {};
    if (!golden || !chain) return [];
    return [templateDto(row, golden, chain, sealedAt.get(chain.lun?.id ?? '') ?? null, probes)];
  });
}

function templateDto(
  row: TemplateRow,
  golden: GoldenFacts,
  chain: Chain,
  sealedAt: Date | null,
  probes: Map<string, WriteProbe>,
): Dto {
  const { id, name, description, os, cpus, isoInDrive } = row;
  const { lun, array, libraryServer } = chain;
  const clones = golden.clones.filter((clone) => clone.parentUniqueId === lun?.uniqueId && clone.arrayId === array?.id);
  return {
    ...{ id, name, description, os, cpus, isoInDrive },
    memoryBytes: Number(row.memoryBytes),
    virtualDisk: row.virtualDisk && { id: row.virtualDisk.id, name: row.virtualDisk.file },
    goldenLun: named(lun),
    array: named(array),
    libraryServer: named(libraryServer),
    sealed: sealedAt !== null,
    sealedAt: sealedAt?.toISOString() ?? null,
    lastProbe: probes.get(lun?.uniqueId ?? '') ?? null,
    chain: chain.links,
    clones: clones.length,
    chainDepth: lun?.chainDepth ?? null,
    maxChainDepth: array?.maxChainDepth ?? null,
    canSeal: verdict(canSeal(golden)),
    canUnseal: verdict(canUnseal(golden)),
    canClone: verdict(canClone(golden)),
  };
}

function named(object: { id: string; name: string } | null) {
  return object && { id: object.id, name: object.name };
}

function verdict(answer: Verdict): Dto['canSeal'] {
  return answer.allowed ? { allowed: true, reason: null } : { allowed: false, reason: answer.sentence };
}
