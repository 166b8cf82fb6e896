/** Sense data (SPC-4 4.5). `code` is the form used everywhere: key/ASC+ASCQ in hex, e.g. '07/2700' = write protected. */
export type Sense = { key: number; asc: number; ascq: number; code: string };

const hex = (value: number) => value.toString(16).padStart(2, '0');

/** Fixed (0x70, 0x71) and descriptor (0x72, 0x73) formats; null when there is none or it is of another format. */
export function decodeSense(bytes: Buffer): Sense | null {
  const format = bytes.length > 0 ? bytes.readUInt8(0) & 0x7f : 0;
  const isFixed = format === 0x70 || format === 0x71;
  const isDescriptor = format === 0x72 || format === 0x73;
  if (!(isFixed && bytes.length >= 14) && !(isDescriptor && bytes.length >= 4)) return null;
  const [keyAt, ascAt, ascqAt] = isFixed ? [2, 12, 13] : [1, 2, 3];
  const [key, asc, ascq] = [bytes.readUInt8(keyAt) & 0x0f, bytes.readUInt8(ascAt), bytes.readUInt8(ascqAt)];
  return { key, asc, ascq, code: `${hex(key)}/${hex(asc)}${hex(ascq)}` };
}

export const senseKeys = { notReady: 0x02, illegalRequest: 0x05, unitAttention: 0x06, dataProtect: 0x07 } as const;
export const writeProtected = '07/2700';
/** A unit that holds no more registrations. */
export const insufficientRegistrationResources = '05/5504';

/** As the contract writes it: key/ASC/ASCQ, '05/55/04'. */
export const spelledSense = ({ code }: Pick<Sense, 'code'>): string => `${code.slice(0, 5)}/${code.slice(5)}`;
