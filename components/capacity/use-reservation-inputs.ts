'use client';

import {
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  throttle,
  useQueryStates,
} from 'nuqs';
import { useCallback } from 'react';
import type { CapacityScenarioDto } from '#contract/api/capacity-records.ts';
import { LIMIT_SCOPES } from '#domain/capacity/limits.ts';

export type ReservationInput = CapacityScenarioDto['input'];

const parsers = {
  /** Whatever is set, the address goes on asking it: a slider at its start is left out of it. */
  view: parseAsString,
  hosts: parseAsInteger.withDefault(4),
  modules: parseAsInteger.withDefault(2),
  channels: parseAsInteger.withDefault(2),
  csvs: parseAsInteger.withDefault(8),
  array: parseAsString,
  model: parseAsString,
  firmware: parseAsString,
  limit: parseAsInteger,
  scope: parseAsStringLiteral(LIMIT_SCOPES).withDefault('array'),
};

/** Each change of the address is work for the whole page: a hand that drags makes a few of them a second. */
const limitUrlUpdates = throttle(250);

/** The sliders, kept in the address: a link to it is a link to the question. */
export function useReservationInputs() {
  const [url, setUrl] = useQueryStates(parsers, { history: 'replace', limitUrlUpdates });
  const change = useCallback(
    (to: Partial<ReservationInput>) => void setUrl((now) => addressOf({ ...inputOf(now), ...to })),
    [setUrl],
  );
  return { input: inputOf(url), change };
}

type Address = inferParserType<typeof parsers>;

function inputOf(url: Address): ReservationInput {
  return {
    hosts: url.hosts,
    storageModules: url.modules,
    channelsPerHostPerModule: url.channels,
    csvs: url.csvs,
    arrayId: url.array,
    arrayModel: url.model,
    firmware: url.firmware,
    supposedLimit: url.limit === null ? null : { scope: url.scope, value: url.limit },
  };
}

function addressOf(input: ReservationInput) {
  return {
    view: 'what-if',
    hosts: input.hosts,
    modules: input.storageModules,
    channels: input.channelsPerHostPerModule,
    csvs: input.csvs,
    array: input.arrayId,
    model: input.arrayModel,
    firmware: input.firmware,
    limit: input.supposedLimit?.value ?? null,
    scope: input.supposedLimit?.scope ?? null,
  };
}
