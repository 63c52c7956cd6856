import { words } from './words.ts';

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As a sentence: begins with a capital, ends with a full stop. */
export function sentence(text: string): string {
  const trimmed = capitalised(text.trim());
  return /[.?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Host and port of an address, without what every address has. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: string[]): string {
  return new Intl.ListFormat(words.locale).format(items);
}

/** The same with elements in place of texts; `draw` makes one from each. */
export function listedAs<T>(items: string[], draw: (item: string) => T): (T | string)[] {
  return new Intl.ListFormat(words.locale)
    .formatToParts(items)
    .map(({ type, value }) => (type === 'element' ? draw(value) : value));
}
