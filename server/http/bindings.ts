import type { Binding } from './handle.ts';

/** Every route that exists. A resource exports its bindings from server/resources/<resource>/bindings.ts and has one line here. */
export const bindings: readonly Binding[] = [];
