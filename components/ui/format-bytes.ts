const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/**
 * A size as a person reads it: three significant digits at most two decimals, GiB from 1 GiB and TiB from 1 TiB.
 * `exact` is the full count of bytes, grouped.
 */
export function formatBytes(sizeBytes: number): { value: string; unit: (typeof units)[number]; exact: string } {
  const exact = `${sizeBytes.toLocaleString('en')} bytes`;
  const sign = sizeBytes < 0 ? '−' : '';
  let size = Math.abs(sizeBytes);
  let step = 0;
  while (size >= 1024 && step < units.length - 1) {
    size /= 1024;
    step += 1;
  }
  const digits = size >= 100 || step === 0 ? 0 : size >= 10 ? 1 : 2;
  const value = size.toLocaleString('en', { maximumFractionDigits: digits });
  return { value: `${sign}${value}`, unit: units[step] ?? 'B', exact };
}
