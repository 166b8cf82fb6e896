/** The lists that the calculators know from; a page seeds them under these very queries. */
export const allArrays = { query: { limit: 500, sort: 'name' } };
export const allLimits = { query: { limit: 500 } };
export const allScenarios = { query: { limit: 500, sort: 'name' } };
/** What every array holds, key by key. */
export const allLedgers = { query: {} };
