import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAttemptLimit } from './attempt-limit.ts';
import { openEnrolment } from './enrolment.ts';

let stateDir: string;
let nowMs: number;
beforeEach(() => {
  stateDir = mkdtempSync(path.join(tmpdir(), 'heddle-enrolment-'));
  nowMs = 0;
});
afterEach(() => rmSync(stateDir, { recursive: true }));

const open = () =>
  openEnrolment(
    stateDir,
    'hde_right',
    createAttemptLimit(() => nowMs),
  );
const guessTenTimes = (enrolment: ReturnType<typeof open>) => {
  for (let n = 0; n < 10; n++)
    expect(enrolment.enrol(`hde_${n}`, 'guesser', '192.0.2.1')).toMatchObject({ code: 'token_wrong' });
};

test('whoever has guessed too often is not told any more whether a token is right', () => {
  const enrolment = open();
  guessTenTimes(enrolment);
  nowMs = 18_000;
  expect(enrolment.enrol('hde_right', 'guesser', '192.0.2.1')).toMatchObject({
    code: 'too_many_attempts',
    sentence: expect.stringContaining('42 seconds'),
  });
  nowMs = 60_000;
  expect(enrolment.enrol('hde_right', 'heddle', '192.0.2.1')).toHaveProperty('secret');
});

test('others enrol meanwhile', () => {
  const enrolment = open();
  guessTenTimes(enrolment);
  const enrolled = enrolment.enrol('hde_right', 'heddle', '192.0.2.2');
  expect(enrolled).toHaveProperty('secret');
  expect(enrolment.admits(`Bearer ${'secret' in enrolled ? enrolled.secret : ''}`)).toBe(true);
});

test('a token that was used before is no guess', () => {
  const enrolment = open();
  enrolment.enrol('hde_right', 'heddle', '192.0.2.2');
  for (let n = 0; n < 12; n++)
    expect(enrolment.enrol('hde_right', 'heddle', '192.0.2.2')).toMatchObject({ code: 'token_used' });
});
