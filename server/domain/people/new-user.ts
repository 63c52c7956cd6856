import type { UserRow } from '../../store/rows.ts';
import type { Context } from '../context.ts';
import { createId } from '../ids.ts';

/** An account as it begins: with a password and nothing beside it. */
export function newUserRow(
  { now, randomBytes }: Pick<Context, 'now' | 'randomBytes'>,
  known: Pick<UserRow, 'name' | 'email' | 'passwordHash'>,
): UserRow {
  return {
    id: createId('usr', randomBytes),
    ...known,
    secondFactor: null,
    resetCode: null,
    createdAt: now(),
  };
}
