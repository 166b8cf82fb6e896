/** Text keys of login: 'Key=Value' pairs, each ended by a zero byte (RFC 7143 section 6). */
export type TextKeys = { [key: string]: string };

export function encodeText(keys: TextKeys): Buffer {
  return Buffer.from(
    Object.entries(keys)
      .map(([key, value]) => `${key}=${value}\0`)
      .join(''),
  );
}

export function decodeText(data: Buffer): TextKeys {
  const keys: TextKeys = {};
  for (const pair of data.toString('utf8').split('\0')) {
    const at = pair.indexOf('=');
    if (at > 0) keys[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return keys;
}
