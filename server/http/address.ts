import type { AddressInfo } from 'node:net';

/** `http://127.0.0.1:4777` */
export function addressOf(
  { address, family, port }: AddressInfo,
  scheme: 'http' | 'https' = 'http',
): string {
  return `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
