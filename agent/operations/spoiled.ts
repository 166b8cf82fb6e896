import { Failed } from '#agent/drivers/failed.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { BoundAct, Outputs } from './act.ts';
import { type FaultEnd, faultEnd } from './fault-point.ts';

/** The act as the faults on purpose make it, whatever its driver; without one it is the act itself. */
export const spoiled = (act: BoundAct, id: string, operation: string): BoundAct => {
  const end = faultEnd(id, operation);
  return end ? { ...act, run: () => ends[end](operation) } : act;
};

const ends: { [end in FaultEnd]: (operation: string) => Promise<Outputs> } = {
  refuse: async (operation) => {
    throw new Refused('planted_refusal', `${operation} is refused on purpose.`);
  },
  fail: async (operation) => {
    throw new Failed('planted_failure', `${operation} fails on purpose.`);
  },
  lie: async () => ({}),
};
