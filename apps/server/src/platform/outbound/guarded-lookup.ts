import { isIP } from 'node:net';
import { isPublicAddress } from './address-policy.js';
import { OutboundError } from './outbound-error.js';

export interface ResolvedAddress {
  address: string;
  family: number;
}
/** Every address of a host name. */
export type Resolver = (host: string) => Promise<ResolvedAddress[]>;

/**
 * The address to connect to. A host that is an address itself is checked without asking anyone; of a name, every address
 * must be allowed, because which one a socket would take is not ours to say.
 * @throws OutboundError `address_not_allowed`, `address_not_found`
 */
export async function resolveAllowed(
  host: string,
  resolver: Resolver,
  allowPrivate: boolean,
): Promise<ResolvedAddress> {
  const literal = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(literal);
  const found = family ? [{ address: literal, family }] : await resolve(host, resolver);
  if (!allowPrivate && !found.every(({ address }) => isPublicAddress(address)))
    throw new OutboundError('address_not_allowed', `${host} is not a public address`);
  return found[0];
}

async function resolve(host: string, resolver: Resolver): Promise<ResolvedAddress[]> {
  const found = await resolver(host).catch(() => []);
  if (found.length === 0) throw new OutboundError('address_not_found', `${host} has no address`);
  return found;
}
