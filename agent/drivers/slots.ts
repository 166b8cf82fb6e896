/** At most `limit` at a time; the others wait in the order they came. Returns what frees the slot. */
export const slots = (limit: number) => {
  let taken = 0;
  const waiting: (() => void)[] = [];
  const free = () => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };
  return async (): Promise<() => void> => {
    if (taken < limit) taken += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return free;
  };
};
