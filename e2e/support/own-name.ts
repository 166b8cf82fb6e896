let made = 0;

/** A name that no other test and no earlier run of this one has given: what was left behind is in nobody's way. */
export const ownName = (base: string): string => `${base}-${Date.now().toString(36).slice(-5)}${(made++).toString(36)}`;
