import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** Where agents may live unless HEDDLE_AGENT_CIDRS says otherwise: this machine. */
export const LOOPBACK_CIDRS = '127.0.0.0/8,::1/128';

export type AllowedAddresses = (address: string) => boolean;

/**
 * Reads a list of CIDRs ('10.0.0.0/8, fd00::/8, 192.0.2.7') into a test of one address.
 * Throws TypeError naming the entry that is none, so that a typing error never opens or shuts the list silently.
 */
export function allowedAddresses(cidrs: string): AllowedAddresses {
  const list = new BlockList();
  for (const entry of cidrs.split(',').map((part) => part.trim())) if (entry) addCidr(list, entry);
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
}

function addCidr(list: BlockList, entry: string): void {
  const [address = '', bits, ...rest] = entry.split('/');
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  const prefix = bits === undefined ? most : Number(bits);
  if (family === 0 || rest.length > 0 || !/^\d+$/.test(bits ?? '0') || prefix > most)
    throw new TypeError(`HEDDLE_AGENT_CIDRS: '${entry}' is not a CIDR such as 10.0.0.0/8`);
  list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

export class AddressNotAllowed extends Error {
  constructor(hostname: string, address: string) {
    super(hostname === address ? `${address} is not allowed` : `${hostname} is ${address}, which is not allowed`);
    this.name = 'AddressNotAllowed';
  }
}

/**
 * A lookup for sockets: what is checked is what is connected to, so a name that changes its mind between two lookups
 * gains nothing. One address outside the list refuses the name.
 */
export function guardedLookup(allowed: AllowedAddresses) {
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const bad = addresses.find(({ address }) => !allowed(address));
      if (bad) return callback(new AddressNotAllowed(hostname, bad.address), []);
      const [first] = addresses;
      if (options.all || !first) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}
