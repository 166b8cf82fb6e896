/** What a guest says of itself when it is up. */
export type Ready = { hostname: string; version: string | null };

/**
 * The last READY line of a serial console: `READY hostname=NAME … version=TEXT`. It may stand anywhere in a line, since
 * boot loaders put escape sequences before it, and counts only when the line is whole: a name may still be growing.
 */
export function findReady(console: string): Ready | null {
  const whole = console.slice(0, console.lastIndexOf('\n') + 1);
  const last = [...whole.matchAll(/READY hostname=(\S+)([^\r\n]*)/g)].at(-1);
  if (!last?.[1]) return null;
  return { hostname: last[1], version: /(?:^|\s)version=(\S+)/.exec(last[2] ?? '')?.[1] ?? null };
}
