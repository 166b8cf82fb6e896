import { NETBIOS_LENGTH } from '#domain/fabric/host-name.ts';
import { counted, nameList } from '#domain/fabric/name-list.ts';
import { collisions, type Expansion } from '#domain/fabric/name-pattern.ts';
import { pass, refuse, warn } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import type { TakenName } from './clone-facts.ts';

/** Are the names host names, all different, and free? `what` is 'VM' or 'LUN'. */
export function nameChecks(
  pattern: string,
  { names, problems }: Expansion,
  taken: readonly TakenName[],
  what: 'VM' | 'LUN',
): Check[] {
  const checks = [validity(pattern, names, problems), freedom(names, taken)];
  if (what === 'VM') checks.push(netbios(names));
  return checks;
}

function validity(pattern: string, names: readonly string[], problems: readonly string[]): Check {
  const title = 'The names are host names and all different';
  if (problems.length === 0) return pass('names_valid', title, `${nameRange(names)}.`);
  const reason = `The pattern '${pattern}' makes names that cannot be: ${nameList(problems, 3)}.`;
  return refuse('names_invalid', title, reason, "Use letters, digits, '-' and one {n}, {nn} or {nnn} for the number.");
}

function freedom(names: readonly string[], taken: readonly TakenName[]): Check {
  const title = 'The names are free';
  if (taken.length === 0) return pass('names_free', title, `Nothing has one of ${counted(names.length, 'name')} yet.`);
  const kinds = { vm: 'VM', lun: 'LUN' };
  const found = taken.map(
    (one) => `${kinds[one.kind]} ${one.name}${one.by === null ? '' : ` (will be made by '${one.by}')`}`,
  );
  const reason = `${counted(taken.length, 'name')} cannot be given: ${nameList(found)}.`;
  return refuse('names_taken', title, reason, 'Choose another pattern or another start number.');
}

function netbios(names: readonly string[]): Check {
  const title = `The names fit ${NETBIOS_LENGTH} characters`;
  const long = names.filter((name) => name.length > NETBIOS_LENGTH);
  const [first] = long;
  if (first === undefined) return pass('names_short', title, 'Windows guests can bear them as they are.');
  const cut =
    collisions(names.map((name) => name.slice(0, NETBIOS_LENGTH))).length > 0 ? ' and cut they would collide' : '';
  const reason = `${counted(long.length, 'name')} such as ${first} is longer than a NetBIOS name${cut}.`;
  return warn('names_long', title, reason, 'Shorten the pattern if the guests run Windows.');
}

function nameRange(names: readonly string[]): string {
  const [first, last] = [names[0], names.at(-1)];
  return names.length > 1 ? `${first} to ${last}` : `${first}`;
}
