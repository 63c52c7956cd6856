import type { KeyDay } from '../../../../shared/contract/requests.ts';

const DAY = 24 * 3_600_000;

/** Each of the last `count` days in UTC, the oldest first; those without a check count nothing. */
export function everyDay(known: KeyDay[], now: number, count: number): KeyDay[] {
  const byDay = new Map(known.map((one) => [one.day, one]));
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(now - (count - 1 - at) * DAY).toISOString().slice(0, 10);
    return byDay.get(day) ?? { day, allowed: 0, refused: 0 };
  });
}

export interface Bar {
  day: string;
  /** Heights out of `height`, the refused standing on the allowed. */
  allowed: number;
  refused: number;
}

/** What is there at all is at least one high, so that it can be seen. */
export function bars(days: KeyDay[], height: number): Bar[] {
  const most = Math.max(1, ...days.map(({ allowed, refused }) => allowed + refused));
  const scaled = (count: number) => (count === 0 ? 0 : Math.max(1, (count / most) * height));
  return days.map(({ day, allowed, refused }) => ({
    day,
    allowed: scaled(allowed),
    refused: scaled(refused),
  }));
}
