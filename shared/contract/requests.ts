/** What is recorded of the requests that were checked with a key. */
import { z } from 'zod';
import { CHECK_CODES } from './check.ts';
import { inQuery, page, timestamp } from './primitives.ts';

export const keyRequest = z.object({
  at: timestamp,
  outcome: z.enum(CHECK_CODES),
  /** Those that were asked for. */
  scopes: z.array(z.string()),
  /** Of the request that the key came with, where the one who asked told it. */
  method: z.string().nullable(),
  path: z.string().nullable(),
  ip: z.string().nullable(),
});
export type KeyRequest = z.infer<typeof keyRequest>;

export const listKeyRequestsQuery = z.strictObject(page);

export const keyDay = z.object({
  /** In UTC, `2026-11-21`. */
  day: z.iso.date(),
  allowed: z.number().int(),
  refused: z.number().int(),
});
export type KeyDay = z.infer<typeof keyDay>;

export const keyDays = z.object({ items: z.array(keyDay) });
export const keyDaysQuery = z.strictObject({
  /** How many days back, today included. */
  days: inQuery(z.int().min(1).max(366)).default(30),
});
