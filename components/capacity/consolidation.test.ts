import { expect, it } from 'vitest';
import type { AdviceDto } from '#contract/api/capacity-advice.ts';
import {
  adviceRefusal,
  copyWords,
  hoursWords,
  Proposal,
  proposalOf,
  throttleProblem,
  toInput,
} from './consolidation.ts';

const csv = (csvId: string) => ({ csvId, name: `CSV ${csvId}` });
const advice = {
  status: 'proposal',
  ...{ keep: [csv('b')], create: [], retire: [{ ...csv('a'), sizeBytes: 1, reason: 'emptied' }], copyBytes: 36e10 },
  moves: [{ vmId: 'v', vmName: 'web-1', fromCsvIds: ['a'], toCsvId: 'b', copyBytes: 36e10, staged: false }],
  consolidation: {
    ...{ moves: [{ vmId: 'v', fromLunId: 'a', toLunId: 'b' }], retireLunIds: ['a'], megabytesPerSecond: 100 },
  },
} as unknown as AdviceDto;

it('is what the procedure takes, and reads as what a person asked for', () => {
  const proposal = proposalOf(advice, 'STORE-01');
  expect(proposal?.moves[0]?.line).toBe('web-1: CSV a → CSV b');
  expect(proposal?.retire).toEqual([{ lunId: 'a', name: 'CSV a' }]);
  expect(Proposal.parse(proposal)).toEqual(proposal);
  expect(proposal && toInput(proposal)).toEqual(advice.consolidation);
});

it('says why an advice cannot be carried out', () => {
  expect(adviceRefusal(advice)).toBeNull();
  expect(adviceRefusal({ ...advice, status: 'nothing-to-do' })).toContain('nothing to move');
  const made = { ...advice, consolidation: null, create: [{ ...csv('c'), sizeBytes: 1 }] };
  expect(adviceRefusal(made)).toBe('First create CSV c; then ask again.');
  expect(proposalOf(made, 'STORE-01')).toBeNull();
  expect(adviceRefusal({ ...advice, consolidation: null })).toContain('as it stands');
});

it('says how long copying takes at the throttle', () => {
  expect(copyWords({ copyBytes: 36e10, megabytesPerSecond: 100 })).toBe('60 minutes');
  expect(copyWords({ copyBytes: 36e10, megabytesPerSecond: 10 })).toBe('10.0 hours');
  expect(copyWords({ copyBytes: 36e10, megabytesPerSecond: null })).toBeNull();
  expect([hoursWords(0), hoursWords(0.24), hoursWords(1.5)]).toEqual(['0 minutes', '15 minutes', '1.5 hours']);
  expect(throttleProblem(0)).not.toBeNull();
  expect(throttleProblem(1.5)).not.toBeNull();
  expect(throttleProblem(null)).toBeNull();
});
