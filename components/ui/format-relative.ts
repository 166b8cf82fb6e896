const steps: readonly [limitSeconds: number, unitSeconds: number, unit: string][] = [
  [60, 1, 's'],
  [3600, 60, 'min'],
  [36 * 3600, 3600, 'h'],
  [60 * 86_400, 86_400, 'd'],
  [Number.POSITIVE_INFINITY, 30.44 * 86_400, 'months'],
];

/** How long before or after `nowMs` a moment lies: "just now", "4 min ago", "in 12 d". */
export function formatRelative(atMs: number, nowMs: number): string {
  const seconds = Math.abs(nowMs - atMs) / 1000;
  if (seconds < 5) return 'just now';
  const [, unitSeconds, unit] = steps.find(([limit]) => seconds < limit) ?? [0, 1, 's'];
  const amount = `${Math.floor(seconds / unitSeconds)} ${unit}`;
  return atMs <= nowMs ? `${amount} ago` : `in ${amount}`;
}
