import { CapacityLimitDto } from '#contract/api/capacity-records.ts';
import type { Prisma } from '#server/db/client.ts';

type Row = Prisma.CapacityLimitGetPayload<object>;
const { scope, confidence } = CapacityLimitDto.shape;

/** A line of the limits table; also the shape that `knowledgeOf` reads. */
export function limitDto(row: Row): CapacityLimitDto {
  const { id, arrayId, arrayModel, fromFirmware, beforeFirmware, demand, source } = row;
  return {
    ...{ id, arrayId, arrayModel, fromFirmware, beforeFirmware, demand, source },
    scope: scope.catch('array').parse(row.scope),
    value: row.value === null ? null : Number(row.value),
    statedOn: row.statedOn?.toISOString().slice(0, 10) ?? null,
    // What this version cannot read is relied on least.
    confidence: confidence.catch('low').parse(row.confidence),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
