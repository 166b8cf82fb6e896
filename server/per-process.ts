/**
 * State that there is once per process. Next evaluates a module once per bundle, and again at every hot reload; counters,
 * limits and connection pools must not start anew with it.
 */
export function perProcess<T>(name: string, make: () => T): T {
  const kept = globalThis as unknown as Record<symbol, T | undefined>;
  const key = Symbol.for(`heddle.${name}`);
  kept[key] ??= make();
  return kept[key];
}
