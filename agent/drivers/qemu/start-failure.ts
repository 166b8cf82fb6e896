import { Failed } from '#agent/drivers/failed.ts';
import { Refused } from '#agent/drivers/refused.ts';

const denied = /target not found|authori[sz]ation|authentication|write[- ]protected|read-?only|reservation conflict/i;

/** What QEMU's last words mean when a VM ended before its guest was up. */
export function startFailure(vmName: string, log: string): Error {
  const words = log.trim().split('\n').filter(Boolean).at(-1) ?? 'it said nothing';
  if (denied.test(log)) {
    const remedy = 'Put the LUN read-write into the masking set of this host.';
    return new Refused('access_denied', `The array does not let VM ${vmName} use its disk: ${words}`, remedy);
  }
  return new Failed('not_ready', `VM ${vmName} ended before its guest was up: ${words}`);
}
