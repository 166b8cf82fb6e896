/**
 * Who calls, for limits and logs; never for trust. A proxy in front appends the address it saw, so the last one is the
 * one that its callers cannot choose; without a proxy Next fills in the peer's, but keeps one that the caller sent.
 */
export function clientAddress(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
}
