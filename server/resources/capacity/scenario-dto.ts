import { CapacityScenarioDto } from '#contract/api/capacity-records.ts';
import { db, type Prisma } from '#server/db/client.ts';

type Row = Prisma.CapacityScenarioGetPayload<object>;
const { input } = CapacityScenarioDto.shape;

/** Scenarios with the names of who saved them: one query, however many scenarios. */
export async function scenarioDtos(rows: Row[]): Promise<CapacityScenarioDto[]> {
  const ids = [...new Set(rows.map(({ createdById }) => createdById))];
  const people = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    input: input.parse(row.input),
    createdBy: names.get(row.createdById) ?? 'somebody who is gone',
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}
