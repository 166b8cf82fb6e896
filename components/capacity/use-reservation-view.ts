'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback } from 'react';

const views = ['actual', 'what-if'] as const;
export type ReservationView = (typeof views)[number];

const parsers = {
  view: parseAsStringLiteral(views),
  array: parseAsString,
  ...{ hosts: parseAsString, modules: parseAsString, channels: parseAsString, csvs: parseAsString },
  ...{ limit: parseAsString, model: parseAsString },
};

/** What the address asks for: the fabric as it is, or, when it says counts, what if. */
export function useReservationView() {
  const [{ view, array, ...counts }, set] = useQueryStates(parsers, { history: 'push' });
  const asks = Object.values(counts).some((count) => count !== null);
  const shown: ReservationView = view ?? (asks ? 'what-if' : 'actual');
  const show = useCallback((to: ReservationView) => void set({ view: to }), [set]);
  return { view: shown, arrayId: array, show };
}
