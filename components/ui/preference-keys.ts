/** Where a browser keeps its display choices. The script in the page's head reads the same keys before the first paint. */
export const preferenceKeys = { theme: 'heddle.theme', density: 'heddle.density' } as const;
