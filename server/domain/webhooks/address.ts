/** Which addresses events may be sent to. */
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

/** Azure's metadata service: a public address that only its own machines reach. */
const METADATA_IN_PUBLIC = '168.63.129.16';
/** All IPv6 addresses that have been given out for the public (RFC 4291 section 2.4, IANA). */
const PUBLIC_IPV6: [IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
/** NAT64's well-known prefix (RFC 6052): the last 32 bits are an IPv4 address. */
const NAT64: [IPv6, number] = [ipaddr.IPv6.parse('64:ff9b::'), 96];

/**
 * Whether `address`, an IPv4 or IPv6 address in text, is one on the public internet: not
 * loopback, private, link-local, shared, multicast, reserved or a tunnel to such.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return parsed.kind() === 'ipv4' ? isPublicIpv4(parsed as IPv4) : isPublicIpv6(parsed as IPv6);
}

function isPublicIpv4(address: IPv4): boolean {
  return address.range() === 'unicast' && address.toString() !== METADATA_IN_PUBLIC;
}

function isPublicIpv6(address: IPv6): boolean {
  if (address.zoneId) return false;
  if (address.isIPv4MappedAddress()) return isPublicIpv4(address.toIPv4Address());
  if (address.match(NAT64)) return isPublicIpv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return address.match(PUBLIC_IPV6) && address.range() === 'unicast';
}
