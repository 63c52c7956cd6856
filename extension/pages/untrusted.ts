/** Reading values that a page has made, of any shape and size. */

/** An object's own property, or undefined. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** A text of at most `limit` characters, shortened; undefined for anything else. */
export function text(value: unknown, limit: number): string | undefined {
  return typeof value === 'string' ? value.slice(0, limit) : undefined;
}

/** The first `limit` items; none for what is no array. */
export function list(value: unknown, limit: number): unknown[] {
  return Array.isArray(value) ? value.slice(0, limit) : [];
}

/** The first `limit` own entries; none for what is no object. */
export function entries(value: unknown, limit: number): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).slice(0, limit);
}

/** A single line for showing: control characters and direction overrides taken out, trimmed. */
export function label(value: unknown, limit: number): string {
  return (text(value, limit * 2) ?? '')
    .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, limit);
}
