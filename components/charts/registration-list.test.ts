import { expect, it } from 'vitest';
import { noteOf } from './registration-list.tsx';

const line = {
  ...{ model: 'M', firmware: '1', hosts: 4, csvs: 8, planned: 128, actual: 96, limit: 256 },
  ...{ limitScope: 'array' as const, headroom: 128, verdict: 'within' as const },
};

it.each([
  [{}, '4 hosts, 8 CSVs; 96 registered of 128 planned'],
  [{ actual: null }, '4 hosts, 8 CSVs; 128 planned, and it does not tell what it holds'],
  [{ limitScope: 'lun' as const }, '4 hosts, 8 CSVs; 96 registered of 128 planned; the limit is per LUN'],
  [{ hosts: 1, csvs: 0, limit: null, limitScope: null }, '1 host, 0 CSVs; nobody has stated a limit for this model'],
])('%j', (over, note) => expect(noteOf({ ...line, ...over })).toBe(note));
