'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { q } from '#components/query/q.ts';
import type { ArrayKnowledge } from '#domain/capacity/array-knowledge.ts';
import { knowledgeOf } from '#domain/capacity/limit-entry.ts';
import { withReportedLimits } from '#domain/capacity/reported-limits.ts';
import { supposeLimit } from '#domain/capacity/suppose-limit.ts';
import { allArrays, allLimits } from './capacity-reads.ts';
import type { ReservationInput } from './use-reservation-inputs.ts';

/** The arrays and limits that are known, and what they say about one array: the calculators then run in the browser. */
export function useArrayKnowledge() {
  const arrays = useQuery(q('arrays.list', allArrays));
  const limits = useQuery(q('capacity-limits.list', allLimits));
  const { data: arrayPage } = arrays;
  const { data: limitPage } = limits;
  return useMemo(() => {
    const known = arrayPage?.items ?? [];
    const reporting = known.map(({ id, capabilities: { registrationLimit }, source: { asOf } }) => {
      return { id, registrationLimit, asOf };
    });
    const entries = withReportedLimits(limitPage?.items ?? [], reporting);
    const about = ({ arrayId, arrayModel, firmware, supposedLimit }: ReservationInput): ArrayKnowledge => {
      const array = known.find(({ id }) => id === arrayId);
      const identity = {
        arrayId,
        model: arrayModel ?? array?.model ?? null,
        firmware: firmware ?? array?.version ?? null,
      };
      return supposeLimit(knowledgeOf(identity, entries), supposedLimit);
    };
    return { arrays: known, about, ready: arrayPage !== undefined && limitPage !== undefined };
  }, [arrayPage, limitPage]);
}
