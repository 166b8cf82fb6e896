import { q } from '#components/query/q.ts';
import { allLedgers } from './capacity-reads.ts';

/**
 * What every array holds. 64 hosts on 200 CSVs are tens of thousands of keys: comparing them all with the last answer
 * would cost more than drawing them.
 */
export const ledgerQuery = {
  ...q('capacity.reservations-actual', allLedgers),
  refetchInterval: 30_000,
  structuralSharing: false,
} as const;
