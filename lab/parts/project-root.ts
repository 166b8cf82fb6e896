import path from 'node:path';

/** The checkout: two folders up, from lab/parts as well as from the bundles in dist/lab and dist/bench. */
export const projectRoot = path.resolve(import.meta.dirname, '../..');
