import { readFile } from 'node:fs/promises';

/** One line of /proc/mounts. */
export type MountLine = { source: string; path: string; type: string; options: string[] };

/** Blanks, tabs, newlines and backslashes are written there as octal escapes. */
const plain = (text: string) =>
  text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

export function parseMounts(text: string): MountLine[] {
  return text.split('\n').flatMap((line) => {
    const [source, path, type, options] = line.split(' ');
    if (!source || !path || !type) return [];
    return [{ source: plain(source), path: plain(path), type, options: (options ?? '').split(',') }];
  });
}

/** What is mounted now, in the order in which it was mounted. */
export async function readMounts(): Promise<MountLine[]> {
  return parseMounts(await readFile('/proc/self/mounts', 'utf8'));
}
