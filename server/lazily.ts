/**
 * Stands for an object that is looked up at every use. Importing a verb must not connect to anything: a build has no
 * database, and a test chooses its own before the first query.
 */
export function lazily<T extends object>(real: () => T): T {
  return new Proxy({} as T, {
    get(_, key) {
      const value: unknown = Reflect.get(real(), key);
      // Bound to the real object: private fields cannot be reached through a proxy.
      return typeof value === 'function' ? value.bind(real()) : value;
    },
    set: (_, key, value) => Reflect.set(real(), key, value),
    has: (_, key) => Reflect.has(real(), key),
    getPrototypeOf: () => Reflect.getPrototypeOf(real()),
  });
}
