import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '#lab/parts/project-root.ts';

const head = '# Benchmarks\n\nMeasured by the programs in `bench/`, each on the machine that its section names.\n';

/** Puts (or replaces) a section of docs/benchmarks.md. */
export function recordSection(title: string, text: string): void {
  const file = path.join(projectRoot, 'docs/benchmarks.md');
  const sections = (existsSync(file) ? readFileSync(file, 'utf8') : head).split(/^(?=## )/m);
  const section = `## ${title}\n\n${text}\n`;
  const at = sections.findIndex((one) => one.startsWith(`## ${title}\n`));
  if (at >= 0) sections[at] = section;
  else sections.push(section);
  writeFileSync(file, `${sections.map((one) => one.trimEnd()).join('\n\n')}\n`);
}
