import { expect, test } from 'vitest';
import { answerScenario, scenarioLine } from './scenario-answer.ts';

const input = {
  ...{ hosts: 2, storageModules: 2, channelsPerHostPerModule: 2, csvs: 4 },
  ...{ arrayId: null, arrayModel: null, firmware: null, supposedLimit: null },
};

test('a scenario is answered with what is known now, and unknown is written out', () => {
  const scenario = answerScenario({ id: 's', name: 'Now', input }, () => ({}), []);
  expect(scenarioLine(scenario)).toMatchObject({
    registrations: 32,
    limit: 'unknown',
    verdict: 'unknown',
    array: 'none',
  });
});

test('an array that is gone is named so, and counts that cannot be counted have no answer', () => {
  const gone = { ...input, arrayId: '0190a000-0000-7000-8000-000000000000', hosts: 0 };
  const scenario = answerScenario({ id: 's', name: 'Old', input: gone }, () => ({}), []);
  expect(scenario).toMatchObject({ arrayName: 'an array that is gone', answer: null });
  expect(scenarioLine(scenario).registrations).toBeUndefined();
});
