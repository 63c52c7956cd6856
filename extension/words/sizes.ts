import { words } from './words.ts';

/** From bytes: `12.3 MB`, and never less than a tenth of one. */
export function megabytes(bytes: number): string {
  const format = new Intl.NumberFormat(words.locale, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  });
  return format.format(Math.max(0.1, bytes / 1e6));
}
