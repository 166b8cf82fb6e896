import { expect, it } from 'vitest';
import { registrationMeter } from './registration-meter.ts';

const line = { planned: 128, actual: 96, limit: 256, limitScope: 'array' as const, headroom: 128 };

it('shows what is held and, lighter, what is still to come', () => {
  expect(registrationMeter(line)).toEqual({ value: 96, limit: 256, toCome: 32 });
  expect(registrationMeter({ ...line, actual: 140 })).toEqual({ value: 140, limit: 256, toCome: 0 });
  expect(registrationMeter({ ...line, actual: null })).toEqual({ value: 128, limit: 256, toCome: 0 });
  expect(registrationMeter({ ...line, limit: null, limitScope: null, headroom: null })).toMatchObject({ limit: null });
});

it('shows the fullest part where the limit is counted over parts', () => {
  expect(registrationMeter({ ...line, limit: 40, limitScope: 'lun', headroom: 8 })).toEqual({
    ...{ value: 32, limit: 40, toCome: 0 },
  });
});
