import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Theme = 'light' | 'dark';
type Rgb = [number, number, number];

const css = readFileSync(new URL('./globals.css', import.meta.url), 'utf8');

/** Linear sRGB of an OKLCH colour, clipped into the gamut as a screen does it. Source: Ottosson, 2020. */
function linearRgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb: Rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return rgb.map((value) => Math.min(1, Math.max(0, value))) as Rgb;
}

function token(name: string, theme: Theme): Rgb {
  const oklch = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;
  const found = css.match(new RegExp(String.raw`--color-${name}: light-dark\(${oklch}, ${oklch}\)`));
  if (!found) throw new Error(`no token --color-${name}: light-dark(oklch, oklch)`);
  const [l, c, h] = found.slice(theme === 'light' ? 1 : 4).map(Number);
  return linearRgb(l as number, c as number, h as number);
}

function contrast(text: string, ground: string, theme: Theme): number {
  const [light, dark] = [text, ground]
    .map((name) => token(name, theme))
    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    .sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'selected'];
const textPairs: [string, string][] = [
  ...['ink', 'muted', 'dim', 'thread', 'ok', 'warning', 'danger'].flatMap((text) =>
    grounds.map((ground): [string, string] => [text, ground]),
  ),
  ...['ink', 'muted', 'dim'].flatMap((text) =>
    ['thread-tint', 'ok-tint', 'warning-tint', 'danger-tint'].map((ground): [string, string] => [text, ground]),
  ),
  ['ink', 'hatch'],
  ['muted', 'hatch'],
  ['thread', 'thread-tint'],
  ['ok', 'ok-tint'],
  ['warning', 'warning-tint'],
  ['danger', 'danger-tint'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-accent', 'danger-fill'],
  ['on-accent', 'danger-strong'],
];
const linePairs: [string, string][] = [
  ...['canvas', 'surface', 'sunken', 'raised'].map((ground): [string, string] => ['edge', ground]),
  ['warning-fill', 'hover'],
  ['danger', 'hover'],
  ['thread', 'hover'],
  ['series-1', 'surface'],
  ['series-2', 'surface'],
  ['series-3', 'surface'],
];

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  it.each(textPairs)('%s is readable on %s', (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(linePairs)('%s can be told from %s', (line, ground) => {
    expect(contrast(line, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});
