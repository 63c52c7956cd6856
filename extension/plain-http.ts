/**
 * Whether an address sends passwords and keys unsealed over the internet: plain http to
 * a host that is neither this computer nor, by its name or address, in a network of one's
 * own (RFC 1918, RFC 4193, link-local, RFC 6761/6762 names, single labels).
 */
export function isPlainAndPublic(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !isPrivate(hostname);
}

function isPrivate(hostname: string): boolean {
  if (hostname.startsWith('['))
    return /^\[(?:::1|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/.test(hostname);
  const address = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(hostname);
  if (!address)
    return (
      !hostname.includes('.') || /\.(?:localhost|local|internal|home\.arpa|test)$/.test(hostname)
    );
  const [first, second] = address.slice(1).map(Number) as [number, number];
  return (
    first === 127 ||
    first === 10 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254)
  );
}
