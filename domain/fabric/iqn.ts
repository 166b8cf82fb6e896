/**
 * Initiator and target names (RFC 3720 3.2.6): 'iqn.2026-01.lab.example:host-1', 'eui.02004567A425678D',
 * 'naa.52004567BA64678D'. At most 223 bytes; letters, digits, '.', ':' and '-'; case does not matter.
 */
export function iscsiNameProblem(name: string): string | null {
  if (name.length > 223) return `${name.slice(0, 40)}… has ${name.length} characters; an iSCSI name has at most 223`;
  const character = /[^a-z0-9.:-]/i.exec(name);
  if (character) return `'${name}' holds '${character[0]}'; only letters, digits, '.', ':' and '-' may stand in it`;
  if (/^iqn\./i.test(name)) return iqnProblem(name);
  if (/^eui\./i.test(name)) return /^eui\.[0-9a-f]{16}$/i.test(name) ? null : `'${name}' is not eui. and 16 hex digits`;
  if (/^naa\./i.test(name)) {
    return /^naa\.([0-9a-f]{16}|[0-9a-f]{32})$/i.test(name) ? null : `'${name}' is not naa. and 16 or 32 hex digits`;
  }
  return `'${name}' begins with none of iqn., eui. and naa.`;
}

export function sameIscsiName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function iqnProblem(name: string): string | null {
  const parts = /^iqn\.(\d{4})-(\d{2})\.([^:]+)(:.+)?$/i.exec(name);
  if (!parts) return `'${name}' is not iqn.<year>-<month>.<reversed domain>[:<name>]`;
  const month = Number(parts[2]);
  return month >= 1 && month <= 12 ? null : `'${name}' has no month ${parts[2]}`;
}
