import type { CellFill, CellLook } from './cell-look.ts';
import type { CellColors } from './cell-pixels.ts';

const tokens: Record<CellFill, string> = {
  unknown: 'sunken',
  none: 'hover',
  thread: 'thread',
  warning: 'warning-fill',
  danger: 'danger',
};

/** How strongly the lines of a hatch stand out. */
const hatchStrength = 0.55;

/** The tokens of the theme in force as pixels: painted on a canvas of one row, and read from there. */
export function cellColors(inside: HTMLElement, looks: readonly CellLook[]): CellColors {
  const read = tokenReader(inside);
  const layers: (readonly [token: string, strength: number])[][] = [
    [['canvas', 1]],
    [['sunken', 1]],
    [
      ['sunken', 1],
      ['dim', hatchStrength],
    ],
    ...looks.map(({ fill, strength }) => [['canvas', 1] as const, [tokens[fill], strength] as const]),
  ];
  const sheet = document.createElement('canvas');
  sheet.width = layers.length;
  sheet.height = 1;
  const context = sheet.getContext('2d', { willReadFrequently: true });
  layers.forEach((layer, x) => {
    for (const [token, strength] of layer) {
      if (!context) return;
      context.globalAlpha = strength;
      context.fillStyle = read.of(token);
      context.fillRect(x, 0, 1, 1);
    }
  });
  read.end();
  const pixels = new Uint32Array(context?.getImageData(0, 0, layers.length, 1).data.buffer ?? []);
  const [ground = 0, hatchGround = 0, hatchLine = 0] = pixels;
  return {
    of: new Map(looks.map((look, at) => [look, pixels[at + 3] ?? ground])),
    ...{ ground, mark: ground, hatch: { ground: hatchGround, line: hatchLine } },
  };
}

/** Tokens as colours a canvas takes: the browser resolves them. */
function tokenReader(inside: HTMLElement) {
  const probe = document.createElement('span');
  inside.append(probe);
  probe.style.transition = 'none';
  return {
    of: (name: string) => {
      probe.style.color = `var(--color-${name})`;
      return getComputedStyle(probe).color;
    },
    end: () => probe.remove(),
  };
}

export function labelColor(inside: HTMLElement): string {
  const read = tokenReader(inside);
  const color = read.of('dim');
  read.end();
  return color;
}
