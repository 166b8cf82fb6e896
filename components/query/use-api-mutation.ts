'use client';

import { type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { EndpointId } from '#contract/api/endpoints.ts';
import type { ApiError } from './api-error.ts';
import { type Call, callApi, type Response } from './call-api.ts';

type Options<I extends EndpointId> = Omit<UseMutationOptions<Response<I>, ApiError, Call<I>>, 'mutationFn'> & {
  /** Reads that are out of date once this has succeeded, by endpoint id. */
  invalidates?: readonly EndpointId[];
};

/**
 * The one way the console writes. A call that is repeated because its answer was lost carries the same
 * Idempotency-Key as before, so that it takes effect once; a new key begins with other contents or after an answer.
 */
export function useApiMutation<I extends EndpointId>(
  id: I,
  { invalidates = [], onSuccess, ...options }: Options<I> = {},
) {
  const client = useQueryClient();
  const attempt = useRef<{ of: string; key: string } | null>(null);
  return useMutation<Response<I>, ApiError, Call<I>>({
    ...options,
    mutationFn: async (call) => {
      const of = JSON.stringify([call.params, call.body]);
      if (attempt.current?.of !== of) attempt.current = { of, key: crypto.randomUUID() };
      try {
        const { data } = await callApi(id, { ...call, idempotencyKey: call.idempotencyKey ?? attempt.current.key });
        attempt.current = null;
        return data;
      } catch (error) {
        // With an answer the attempt is over; without one it may have taken effect and must keep its key.
        if ((error as ApiError).problem?.code !== 'network') attempt.current = null;
        throw error;
      }
    },
    onSuccess: async (...args) => {
      await Promise.all(invalidates.map((read) => client.invalidateQueries({ queryKey: [read] })));
      await onSuccess?.(...args);
    },
  });
}
