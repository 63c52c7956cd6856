/**
 * Scopes: `resource:action` in lower case, the wildcards `*`, `resource:*` and
 * `*:action`, and Keyturn's own reserved scopes, which no wildcard reaches.
 */

/** The one table of reserved scopes. Always named in full on a role and on a key. */
export const RESERVED_SCOPES = {
  'keyturn.keys:verify': 'Check keys of this organisation',
  'keyturn.events:publish': 'Publish events to webhooks',
  'keyturn.webhooks:manage': 'Register and change webhooks of the key’s owner',
} as const;
export type ReservedScope = keyof typeof RESERVED_SCOPES;

const RESERVED_PREFIX = 'keyturn.';
const PART = '[a-z0-9][a-z0-9._-]*';
const CONCRETE = new RegExp(`^${PART}:${PART}$`);
const WILDCARD = new RegExp(`^(?:\\*|${PART}:\\*|\\*:${PART})$`);

/** Longest scope accepted, in characters. */
export const MAX_SCOPE_LENGTH = 100;

export function isReserved(scope: string): boolean {
  return scope.startsWith(RESERVED_PREFIX);
}

/** A scope that names one permission (no wildcard), reserved or not. */
export function isConcreteScope(text: string): boolean {
  return text.length <= MAX_SCOPE_LENGTH && CONCRETE.test(text);
}

/** A scope that may stand on a role or a key: concrete or a wildcard. */
export function isScope(text: string): boolean {
  return isConcreteScope(text) || (isWildcard(text) && !isReserved(text));
}

export function isWildcard(text: string): boolean {
  return text.length <= MAX_SCOPE_LENGTH && WILDCARD.test(text);
}

/**
 * Whether `granted` reaches `wanted`; both may be wildcards (`tasks:*` covers
 * `tasks:read` and `tasks:*`, never `*`). A reserved scope is reached by itself only.
 * On the path of every check, so it makes no strings.
 */
export function covers(granted: string, wanted: string): boolean {
  if (granted === wanted) return true;
  if (isReserved(wanted)) return false;
  if (granted === '*') return true;
  if (granted.endsWith(':*')) return sharesStart(granted, wanted, granted.length - 1);
  if (granted.startsWith('*:')) return sharesEnd(granted, wanted, granted.length - 1);
  return false;
}

function sharesStart(a: string, b: string, length: number): boolean {
  if (b.length <= length) return false;
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return false;
  }
  return true;
}

function sharesEnd(a: string, b: string, length: number): boolean {
  if (b.length <= length) return false;
  for (let i = 1; i <= length; i++) {
    if (a.charCodeAt(a.length - i) !== b.charCodeAt(b.length - i)) return false;
  }
  return true;
}

export function coveredBy(scope: string, granted: readonly string[]): boolean {
  for (let i = 0; i < granted.length; i++) {
    if (covers(granted[i] as string, scope)) return true;
  }
  return false;
}

/** Those of `wanted` that nothing in `granted` covers, in their order. */
export function missingScopes(wanted: readonly string[], granted: readonly string[]): string[] {
  const missing: string[] = [];
  for (const scope of wanted) {
    if (!coveredBy(scope, granted)) missing.push(scope);
  }
  return missing;
}

/**
 * What two lists of scopes have in common, as the shortest list of scopes that says
 * it: `['*']` ∩ `['*:read']` is `['*:read']`, `['tasks:*']` ∩ `['*:read']` is
 * `['tasks:read']`. Sorted, without duplicates and without what another one covers.
 */
export function intersectScopes(left: readonly string[], right: readonly string[]): string[] {
  const common = new Set<string>();
  for (const a of left) {
    for (const b of right) {
      const both = intersectOne(a, b);
      if (both !== null) common.add(both);
    }
  }
  const all = [...common];
  return all
    .filter((scope) => !all.some((other) => other !== scope && covers(other, scope)))
    .sort();
}

function intersectOne(a: string, b: string): string | null {
  if (covers(a, b)) return b;
  if (covers(b, a)) return a;
  if (isReserved(a) || isReserved(b)) return null;
  const [aResource, aAction] = split(a);
  const [bResource, bAction] = split(b);
  if (aResource === '*' && bAction === '*') return `${bResource}:${aAction}`;
  if (bResource === '*' && aAction === '*') return `${aResource}:${bAction}`;
  return null;
}

function split(scope: string): [resource: string, action: string] {
  if (scope === '*') return ['*', '*'];
  const colon = scope.indexOf(':');
  return [scope.slice(0, colon), scope.slice(colon + 1)];
}
