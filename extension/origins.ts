/** The origin (scheme, host, port) of an http or https URL; null for any other text. */
export function webOrigin(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, origin } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? origin : null;
}

/**
 * The match pattern that an origin's host permission is asked by. Chrome's match
 * patterns for host permissions carry no port: one covers every port of scheme and host.
 */
export function matchPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** The match patterns of several origins, each once. */
export function matchPatterns(origins: string[]): string[] {
  return [...new Set(origins.map(matchPattern))];
}
