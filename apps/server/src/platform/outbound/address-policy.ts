import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is a public one. It is a list of what is allowed: only what the registries call global unicast,
 * so that a new special range is refused until someone allows it. IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo)
 * could reach a private address by a translator, so it is refused whatever it embeds.
 */
export function isPublicAddress(address: string): boolean {
  return isIP(address) !== 0 && ipaddr.parse(address).range() === 'unicast';
}
