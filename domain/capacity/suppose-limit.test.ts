import { expect, test } from 'vitest';
import type { LimitRecord } from './limits.ts';
import { reservations } from './reservations.ts';
import { supposeLimit } from './suppose-limit.ts';

const fabric = { hosts: 4, storageModules: 2, channelsPerHostPerModule: 2, csvs: 4 };
const known = (scope: LimitRecord['scope'], value: number): LimitRecord => ({
  ...{ id: scope, arrayId: 'a', model: null, fromFirmware: null, beforeFirmware: null, scope, value },
  ...{ source: 'probe', date: '2025-01-31', confidence: 'high' },
});
const ask = (supposed: Parameters<typeof supposeLimit>[1], limits: LimitRecord[] = []) => {
  const outcome = reservations(fabric, supposeLimit({ array: { arrayId: 'a' }, limits }, supposed));
  if (!outcome.ok) throw new Error('refused');
  return outcome.value;
};

test('a supposed limit holds where none is known, with an array and without', () => {
  expect(ask({ scope: 'array', value: 63 })).toMatchObject({ limit: 63, verdict: 'exceeded', headroom: -1 });
  const outcome = reservations(fabric, supposeLimit({}, { scope: 'lun', value: 16 }));
  expect(outcome).toMatchObject({ ok: true, value: { limit: 16, limitScope: 'lun', verdict: 'warning' } });
});

test('it takes the place of the known one at its scope, and the others still hold', () => {
  const limits = [known('array', 32), known('lun', 4)];
  expect(ask(null, limits).scopes.map((one) => one.limit)).toEqual([4, 32]);
  expect(ask({ scope: 'array', value: 1000 }, limits).scopes.map((one) => one.limit)).toEqual([4, 1000]);
  expect(ask({ scope: 'array', value: 1000 }, limits)).toMatchObject({ limitScope: 'lun', verdict: 'exceeded' });
});

test('nothing supposed leaves all as it was', () => {
  expect(ask(undefined)).toMatchObject({ limit: null, verdict: 'unknown' });
});
