/** 'a', 'a and b', 'a, b and c', 'a, b, c, d, e and 37 more': as many names as a sentence bears. */
export function nameList(names: readonly string[], most = 5): string {
  if (names.length === 0) return 'none';
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  const last = names[names.length - 1] ?? '';
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** '1 VM', '40 VMs'. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** 'is' after one name, 'are' after several. */
export function be(count: number): 'is' | 'are' {
  return count === 1 ? 'is' : 'are';
}
