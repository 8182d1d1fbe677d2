import { lookup as resolve, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Addresses of the open internet; everything else (loopback, private nets, link-local …) is somebody's inside. */
const OUTSIDE = 'unicast';

export class InsideAddressError extends Error {
  constructor(host: string) {
    super(`${host} is an address inside a network, which webhooks must not reach`);
    this.name = 'InsideAddressError';
  }
}

export function isInside(address: string): boolean {
  return ipaddr.process(address).range() !== OUTSIDE;
}

/**
 * Looks a name up as always and refuses inside addresses, at the moment of connecting: a name that leads outside when
 * it is checked and inside when it is called gets nowhere.
 */
export const lookupOutside: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '');
    if (addresses.some(({ address }) => isInside(address))) return callback(new InsideAddressError(host), '');
    const [first] = addresses;
    if (options.all) return callback(null, addresses);
    callback(null, first!.address, first!.family);
  });
};
