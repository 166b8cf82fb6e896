/** Makes what belongs to a key when it is first asked for. */
export const remembered = <T>(make: (key: string) => T) => {
  const made = new Map<string, T>();
  const of = (key: string): T => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
  return { of, all: () => made.values() };
};
