/** Windows paths ('C:\\lib', '\\\\server\\share') are compared without regard to case. */
export function isWindowsPath(path: string): boolean {
  return path.includes('\\') || /^[a-z]:/i.test(path);
}

/** What is left of `directory` behind `sharePath` ('\\debian-12'), or null when it is not inside the share. */
export function behindShare(directory: string, sharePath: string): string | null {
  const share = withoutEnd(sharePath);
  const inside = sameCase(directory, isWindowsPath(sharePath)).startsWith(sameCase(share, isWindowsPath(sharePath)));
  if (!inside) return null;
  const rest = directory.slice(share.length);
  // '/srv/library-2' begins with '/srv/library' but is not inside it.
  if (rest !== '' && !/^[\\/]/.test(rest)) return null;
  return withoutEnd(rest);
}

/** The key that finds the mount of a virtual disk on its library server. */
export function defaultMountPathKey(behind: string): string {
  return `*${behind}*`;
}

/** `*` stands for anything; all else is literal. */
export function matchesMountPathKey(path: string, key: string): boolean {
  const windows = isWindowsPath(path) || isWindowsPath(key);
  const [first = '', ...rest] = sameCase(key, windows).split('*');
  const text = sameCase(path, windows);
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  // Leftmost matches of the middle parts leave the most room for what follows.
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}

function sameCase(text: string, windows: boolean): string {
  return windows ? text.toLowerCase() : text;
}

function withoutEnd(path: string): string {
  return path.replace(/[\\/]+$/, '');
}
