/** Times in words. All take milliseconds since the epoch. */

import { words } from './words.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Each unit, and how many of it make the next. */
const UNITS = [
  ['minute', MINUTE, 60],
  ['hour', HOUR, 24],
  ['day', DAY, 30],
  ['month', 30 * DAY, 12],
  ['year', 365 * DAY, Number.POSITIVE_INFINITY],
] as const;

/** How close an expiry must be to be called soon. */
const SOON = 7 * DAY;

const relative = oncePerLanguage(
  (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' }),
);
const span = oncePerLanguage((locale) => new Intl.RelativeTimeFormat(locale));
const full = oncePerLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }),
);
const clock = oncePerLanguage((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const day = oncePerLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }));

/** Each takes a millisecond to make, and a list of a thousand keys asks thousands of times. */
function oncePerLanguage<F>(make: (locale: string) => F): () => F {
  const made = new Map<string, F>();
  return () => {
    const one = made.get(words.locale) ?? make(words.locale);
    made.set(words.locale, one);
    return one;
  };
}

/** `3 min ago`, `in 6 days`; `just now` within a minute. */
export function relativeTime(time: number, now: number): string {
  const away = time - now;
  if (Math.abs(away) < MINUTE) return away > 0 ? words.times.withinAMinute : words.times.justNow;
  // Rounded before the unit is chosen, so that 59.7 minutes are an hour.
  const fits = UNITS.find(([, length, most]) => Math.round(Math.abs(away) / length) < most);
  const [name, length] = fits ?? UNITS[4];
  return relative().format(Math.round(away / length), name);
}

/** `21 November 2026 at 05:31`, in the person's time zone. */
export function fullTime(time: number): string {
  return full().format(time);
}

/** `14:05`. */
export function clockTime(time: number): string {
  return clock().format(time);
}

/** `21 November 2026`. */
export function dayOf(time: number): string {
  return day().format(time);
}

/** From seconds: `in 40 seconds`, `in 3 minutes`, rounded up so that waiting is enough. */
export function inSpan(seconds: number): string {
  if (seconds < 60) return span().format(Math.max(1, Math.ceil(seconds)), 'second');
  if (seconds < 3600) return span().format(Math.ceil(seconds / 60), 'minute');
  return span().format(Math.ceil(seconds / 3600), 'hour');
}

/** From milliseconds: `1 hour 5 minutes`, in whole minutes. */
export function hoursAndMinutes(time: number): string {
  const minutes = Math.round(time / MINUTE);
  const parts = [
    [Math.floor(minutes / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) =>
      new Intl.NumberFormat(words.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
        count,
      ),
    )
    .join(' ');
}

export function isSoon(time: number, now: number): boolean {
  return time > now && time - now <= SOON;
}

/** The local calendar day `days` after today, as a date input writes it (`2026-11-21`). */
export function dateInput(now: number, days = 0): string {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The calendar day that `days` full days from now fall on, in words. */
export function dayIn(now: number, days: number): string {
  return dayOf(now + days * DAY);
}
