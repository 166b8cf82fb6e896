import { describe, expect, test } from 'vitest';
import { type CloneVmsDraft, emptyDraft, namePreview, reachableStep, stepProblem, toInput } from './draft.ts';

const full: CloneVmsDraft = { ...emptyDraft, templateId: 't', count: 40, namePattern: 'web-{nn}', clusterId: 'c' };

describe('a step says what it lacks', () => {
  test.each([
    [{ count: 0 }, 'Say how many VMs: 1 or more.'],
    [{ count: null }, 'Say how many VMs: 1 or more.'],
    [{ count: 1.5 }, 'Say how many VMs: 1 or more.'],
    [{ count: 10_001 }, 'At most 10,000 VMs can be cloned at once.'],
    [{ startNumber: -1 }, 'The first number is 0 or more.'],
    [{ namePattern: '  ' }, 'Say how the VMs are named.'],
    [{ namePattern: 'web' }, "'web' has no {n}, so all 40 would have the same name."],
    [{ namePattern: 'web_{n}' }, "'web_1' holds '_'; only letters, digits and '-' may stand in a host name."],
  ])('%j', (wrong, problem) => expect(stepProblem({ ...full, ...wrong }, 'names')).toBe(problem));

  test('a complete draft lacks nothing', () => {
    for (const step of ['template', 'names', 'placement', 'plan'] as const) expect(stepProblem(full, step)).toBeNull();
  });

  test('placement asks for what was chosen', () => {
    expect(stepProblem({ ...full, clusterId: null }, 'placement')).toBe('Choose a cluster.');
    expect(stepProblem({ ...full, placement: 'hosts' }, 'placement')).toBe('Choose at least one host.');
  });
});

test('nobody gets past a step that lacks something', () => {
  expect(reachableStep({ ...full, namePattern: '' }, 'plan')).toBe('names');
  expect(reachableStep(full, 'plan')).toBe('plan');
  expect(reachableStep({ ...full, templateId: null }, 'template')).toBe('template');
});

test('names are shown before they are made', () => {
  expect(namePreview(full)).toBe('web-01, web-02 … web-40');
  expect(namePreview({ ...full, count: 2 })).toBe('web-01, web-02');
});

test('the input holds a cluster or hosts, never both', () => {
  expect(toInput(full)).toEqual({
    templateId: 't',
    count: 40,
    namePattern: 'web-{nn}',
    startNumber: 1,
    clusterId: 'c',
    start: true,
  });
  expect(toInput({ ...full, placement: 'hosts', hostIds: ['h'] })).not.toHaveProperty('clusterId');
});
