import { isIP } from 'node:net';

/** Whether nobody else can listen on the way to that host: a name or an address, IPv6 with brackets or without. */
export function isThisMachine(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}
