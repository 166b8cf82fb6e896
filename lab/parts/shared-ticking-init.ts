import { goldenInit } from './golden-init.ts';

const rest = 'while :; do $b sleep 1000; done';

/**
 * The golden's init, whose guest does not rest once it is up: it writes a number to its disk, waits until it is there, and
 * says it on the serial console as `TICK n`, over and over. It goes on counting where its disk says it was. The folder is
 * one of the disk's own: without the disk, nothing is written and nothing said.
 */
export const tickingInit = (() => {
  if (!goldenInit.includes(rest)) throw new Error('the golden’s init does not rest at its end');
  const tick = `n=$($b cat /mnt/boot/tick 2>/dev/null || echo 0)
while :; do n=$((n + 1)); echo $n > /mnt/boot/tick && $b sync && echo "TICK $n"; $b usleep 100000; done`;
  return goldenInit.replace(rest, tick);
})();

/** The numbers a guest has said since its last start, in order. A line that is not whole yet does not count. */
export const ticksOf = (console: string): number[] =>
  [...console.matchAll(/TICK (\d+)\r?\n/g)].map(([, number]) => Number(number));
