/**
 * The server's address as a person types it, as an origin (`http://127.0.0.1:4777`),
 * or null for what cannot be one. Without a scheme, loopback names get http, all
 * others https; a path is dropped.
 */
export function parseAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /[\s\\]/.test(text)) return null;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme) return scheme === 'http' || scheme === 'https' ? toOrigin(text) : null;
  // Another kind of URL (`mailto:…`), as against a host with its port.
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return null;
  const address = toOrigin(`https://${text}`);
  if (address === null) return null;
  return isLoopback(new URL(address).hostname) ? toOrigin(`http://${text}`) : address;
}

function toOrigin(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { username, password, origin, hostname } = new URL(url);
  return username || password || hostname.includes('*') ? null : origin;
}

export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
