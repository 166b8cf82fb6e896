/** Round tick values from 0 to just below or at `highest`, about four of them, as multiples of `unit`. */
export function niceTicks(highest: number, unit: number): number[] {
  const top = highest / unit;
  if (!Number.isFinite(top) || top <= 0) return [0];
  const magnitude = 10 ** Math.floor(Math.log10(top / 4));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * magnitude).find((size) => top / size <= 5) ?? magnitude * 10;
  return Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, at) => at * step * unit);
}
