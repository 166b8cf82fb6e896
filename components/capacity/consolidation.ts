import { z } from 'zod';
import type { AdviceDto } from '#contract/api/capacity-advice.ts';

const Move = z.object({ vmId: z.string(), fromLunId: z.string(), toLunId: z.string(), line: z.string() });

/** An advisor's proposal as the wizard keeps it: what is asked for, and how it reads. Another version's is no proposal. */
export const Proposal = z.object({
  arrayName: z.string(),
  moves: z.array(Move),
  retire: z.array(z.object({ lunId: z.string(), name: z.string() })),
  /** null = as fast as it goes. */
  megabytesPerSecond: z.number().nullable(),
  copyBytes: z.number(),
});
export type Proposal = z.infer<typeof Proposal>;

/** Why an advice cannot become a plan; null = it can. */
export function adviceRefusal({ status, consolidation, create }: AdviceDto): string | null {
  if (status === 'nothing-to-do') return 'There is nothing to move or to retire.';
  if (consolidation) return null;
  if (create.length > 0) return `First create ${create.map(({ name }) => name).join(', ')}; then ask again.`;
  return 'Nothing of it can be carried out as it stands.';
}

/** The advice as a proposal; null where `adviceRefusal` says why. */
export function proposalOf(advice: AdviceDto, arrayName: string): Proposal | null {
  const { consolidation } = advice;
  if (adviceRefusal(advice) !== null || !consolidation) return null;
  const csvs = new Map([...advice.keep, ...advice.create, ...advice.retire].map((csv) => [csv.csvId, csv.name]));
  const vms = new Map(advice.moves.map(({ vmId, vmName }) => [vmId, vmName]));
  const nameOf = (names: Map<string, string>, id: string) => names.get(id) ?? id;
  return {
    arrayName,
    moves: consolidation.moves.map((move) => ({
      ...move,
      line: `${nameOf(vms, move.vmId)}: ${nameOf(csvs, move.fromLunId)} → ${nameOf(csvs, move.toLunId)}`,
    })),
    retire: consolidation.retireLunIds.map((lunId) => ({ lunId, name: nameOf(csvs, lunId) })),
    megabytesPerSecond: consolidation.megabytesPerSecond,
    copyBytes: advice.copyBytes,
  };
}

/** What is wrong with the throttle, in words; null = nothing. */
export function throttleProblem(megabytesPerSecond: number | null): string | null {
  if (megabytesPerSecond === null) return null;
  const fits = Number.isInteger(megabytesPerSecond) && megabytesPerSecond >= 1 && megabytesPerSecond <= 1_000_000;
  return fits ? null : 'The throttle is a whole number of MB/s from 1 on, or none.';
}

/** '2.3 hours' at the throttle, one migration after the other; null without one: nobody knows how fast it goes. */
export function copyWords({ copyBytes, megabytesPerSecond }: Pick<Proposal, 'copyBytes' | 'megabytesPerSecond'>) {
  if (megabytesPerSecond === null || throttleProblem(megabytesPerSecond) !== null) return null;
  return hoursWords(copyBytes / (megabytesPerSecond * 1_000_000) / 3600);
}

/** '15 minutes', '10.0 hours'; a minute that has begun counts. */
export function hoursWords(hours: number): string {
  const minutes = Math.ceil(hours * 60);
  if (minutes < 90) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return `${(minutes / 60).toFixed(1)} hours`;
}

export function toInput({ moves, retire, megabytesPerSecond }: Proposal): Record<string, unknown> {
  return {
    moves: moves.map(({ vmId, fromLunId, toLunId }) => ({ vmId, fromLunId, toLunId })),
    retireLunIds: retire.map(({ lunId }) => lunId),
    megabytesPerSecond,
  };
}
