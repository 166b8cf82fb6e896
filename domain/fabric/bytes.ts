const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** '20 GiB', '1.5 TiB', '18.3 MiB': binary units, at most one decimal, never rounded up to the next unit. */
export function formatBytes(bytes: number): string {
  let value = Math.abs(bytes);
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  // Down, so that 1023.99 GiB is not shown as '1024 GiB'.
  const shown = Math.floor(value * 10) / 10;
  return `${bytes < 0 ? '-' : ''}${shown} ${units[unit]}`;
}
