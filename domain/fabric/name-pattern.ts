import { hostNameProblem } from './host-name.ts';

export type Expansion = {
  /** In order; empty when the pattern itself is wrong. */
  names: string[];
  /** As sentences without a full stop: of the pattern, or of names it makes. */
  problems: string[];
};

const placeholder = /\{(n+)\}/g;

/**
 * `count` names from a pattern: '{n}' is the number, '{nn}' and '{nnn}' pad it with zeros to two and three digits
 * (a longer number keeps its digits). Counts from `start`. Without a placeholder there can only be one name.
 */
export function expandPattern(pattern: string, start: number, count: number): Expansion {
  const rest = pattern.replaceAll(placeholder, '');
  if (/[{}]/.test(rest)) {
    return { names: [], problems: [`'${pattern}' holds a brace that is none of {n}, {nn}, {nnn} and so on`] };
  }
  if (rest === pattern && count > 1) {
    return { names: [], problems: [`'${pattern}' has no {n}, so all ${count} would have the same name`] };
  }
  const names = Array.from({ length: count }, (_, index) => nameAt(pattern, start + index));
  const problems = names.map(hostNameProblem).filter((problem) => problem !== null);
  // '{n}{n}' makes 1-11 and 11-1 the same text.
  return { names, problems: [...problems, ...collisions(names).map((name) => `'${name}' is made twice`)] };
}

function nameAt(pattern: string, number: number): string {
  return pattern.replaceAll(placeholder, (_, digits: string) => String(number).padStart(digits.length, '0'));
}

/** Names that come twice, without regard to case; each once. */
export function collisions(names: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names.map((one) => one.toLowerCase())) (seen.has(name) ? twice : seen).add(name);
  return [...twice];
}
