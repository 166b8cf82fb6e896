/** NetBIOS keeps 15 characters: Windows guests whose first 15 are equal collide, and a longer name is cut. */
export const NETBIOS_LENGTH = 15;

/** RFC 1123: 1 to 63 of a-z 0-9 and '-', none at either end; not digits alone, which reads as an address. */
export function hostNameProblem(name: string): string | null {
  if (name === '') return 'a host name has at least one character';
  if (name.length > 63) return `'${name}' has ${name.length} characters; a host name has at most 63`;
  const character = /[^a-z0-9-]/i.exec(name);
  if (character) return `'${name}' holds '${character[0]}'; only letters, digits and '-' may stand in a host name`;
  if (name.startsWith('-') || name.endsWith('-')) return `'${name}' begins or ends with '-'`;
  return /^\d+$/.test(name) ? `'${name}' is digits alone and reads as an address` : null;
}

/** Host names, VM names and LUN names are told apart without regard to case. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
