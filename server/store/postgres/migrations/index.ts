import type { Migration } from 'kysely';
import { first } from './0001-first.ts';
import { record } from './0002-record.ts';
import { requests } from './0003-requests.ts';
import { noticeOrg } from './0005-notice-org.ts';
import { clocks } from './0006-clocks.ts';
import { imported } from './0007-imported.ts';
import { signIn } from './0008-sign-in.ts';

/**
 * Every migration, by the name that the database remembers it by; they run in the order
 * of their names. One that has been released is never changed: add another.
 */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-first': first,
  '0002-record': record,
  '0003-requests': requests,
  '0005-notice-org': noticeOrg,
  '0006-clocks': clocks,
  '0007-imported': imported,
  '0008-sign-in': signIn,
};
