import type { CapacityScenarioDto } from '#contract/api/capacity-records.ts';
import type { ArrayKnowledge } from '#domain/capacity/array-knowledge.ts';
import { type ReservationAnswer, reservations } from '#domain/capacity/reservations.ts';
import type { ReservationInput } from './use-reservation-inputs.ts';

/** A scenario with what the calculator says of it now: limits may have been stated since it was saved. */
export type AnsweredScenario = {
  id: string;
  name: string;
  input: ReservationInput;
  arrayName: string;
  answer: ReservationAnswer | null;
};

type About = (input: ReservationInput) => ArrayKnowledge;
type NamedArray = { id: string; name: string };

export function answerScenario(
  { id, name, input }: Pick<CapacityScenarioDto, 'id' | 'name' | 'input'>,
  about: About,
  arrays: readonly NamedArray[],
): AnsweredScenario {
  const outcome = reservations(input, about(input));
  const array = arrays.find((one) => one.id === input.arrayId)?.name;
  const gone = input.arrayId === null ? 'none' : 'an array that is gone';
  return { id, name, input, arrayName: array ?? input.arrayModel ?? gone, answer: outcome.ok ? outcome.value : null };
}

/** One line of the CSV that is saved: the question and its answer. */
export function scenarioLine({ name, input, arrayName, answer }: AnsweredScenario): Record<string, unknown> {
  return {
    scenario: name,
    array: arrayName,
    hosts: input.hosts,
    storageModules: input.storageModules,
    channelsPerHostPerModule: input.channelsPerHostPerModule,
    csvs: input.csvs,
    registrations: answer?.reservations,
    limit: answer ? (answer.limit ?? 'unknown') : undefined,
    limitScope: answer?.limitScope,
    headroom: answer?.headroom,
    verdict: answer?.verdict,
    mostHosts: answer?.crossing.hosts,
    mostCsvs: answer?.crossing.csvs,
  };
}
