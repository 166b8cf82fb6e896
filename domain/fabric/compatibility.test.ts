import { expect, test } from 'vitest';
import { compatibility } from './compatibility.ts';

test.each([
  ['2012 SP1', 'WS2012', 'iSCSI on WS2012', 'yes'],
  ['2012 SP1', 'WS2012', 'iSCSI on WS2012 R2', 'yes'],
  ['2012 R2', 'WS2012 R2', 'iSCSI on WS2012 R2', 'yes'],
  ['2012 R2', 'WS2012', 'iSCSI on WS2012 R2', 'yes'],
  ['2012 SP1', 'WS2012 R2', 'iSCSI on WS2012', 'no'],
  ['2012 SP1', 'WS2012 R2', 'iSCSI on WS2012 R2', 'no'],
  ['2012 SP1', 'WS2012 R2', 'anything', 'no'],
  ['2012 R2', 'WS2012 R2', 'iSCSI on WS2012', 'unknown'],
  ['2012 R2', 'WS2012', 'iSCSI on WS2012', 'unknown'],
  ['2012 SP1', 'WS2012', 'iSCSI on WS2016', 'unknown'],
  ['2016', 'WS2016', 'iSCSI on WS2012 R2', 'unknown'],
])('%s on %s managing %s: %s', (version, runsOn, platform, verdict) => {
  expect(compatibility({ version, runsOn }, platform).verdict).toBe(verdict);
});
