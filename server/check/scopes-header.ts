/**
 * In characters. nginx keeps a whole answer's head in 4 kB, and refuses the request where
 * that does not do; so that no key is ever too much for a gateway, the header ends before.
 */
export const MOST = 3_000;

/**
 * `X-Keyturn-Scopes`: parted by spaces, as many as find room. Those that were asked for
 * are what a request is about, so they come in where the list is cut.
 */
export function scopesHeader(effective: readonly string[], asked: readonly string[]): string {
  const all = effective.join(' ');
  if (all.length <= MOST) return all;
  const fitting: string[] = [];
  let length = -1;
  for (const scope of new Set([...asked, ...effective])) {
    if (length + 1 + scope.length > MOST) break;
    length += 1 + scope.length;
    fitting.push(scope);
  }
  return fitting.join(' ');
}
