import { z } from 'zod';
import { type permission, policy } from '../../../shared/contract/orgs.ts';
import type { TableName, Tables } from '../rows.ts';

/** Of what the files hold; rises with each entry in `MIGRATIONS`. */
export const SCHEMA_VERSION = 1;

/** One change of the rows' shape. Row by row, since the journal holds rows too. */
export interface Migration {
  /** The version that it makes out of the one before. */
  version: number;
  /** When it was written, `2027-01-31`. */
  date: string;
  migrate(table: string, row: Record<string, unknown>): Record<string, unknown>;
}

export const MIGRATIONS: readonly Migration[] = [];

/** `row` as the newest of `migrations` has it, from a file of schema version `from`. */
export function migrateRow(
  table: string,
  row: Record<string, unknown>,
  from: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Record<string, unknown> {
  return migrations
    .filter((migration) => migration.version > from)
    .reduce((migrated, migration) => migration.migrate(table, migrated), row);
}

const text = z.string();
const time = z.number();

const ROWS = {
  orgs: z.strictObject({
    id: text,
    name: text,
    apiAccess: z.boolean(),
    policy: z.strictObject(policy.shape),
    catalogue: z.array(
      z.strictObject({ scope: text, label: text, group: text, description: text } satisfies Record<
        keyof typeof permission.shape,
        z.ZodType
      >),
    ),
    createdAt: time,
  }),
  users: z.strictObject({ id: text, name: text, email: text, passwordHash: text, createdAt: time }),
  roles: z.strictObject({
    id: text,
    orgId: text,
    name: text,
    permissions: z.array(text),
    apiAccess: z.boolean(),
    builtIn: z.enum(['admin', 'member', 'read-only']).nullable(),
  }),
  members: z.strictObject({
    id: text,
    orgId: text,
    kind: z.enum(['person', 'service']),
    userId: text.nullable(),
    name: text,
    email: text.nullable(),
    roleId: text,
    active: z.boolean(),
    createdAt: time,
  }),
  invitations: z.strictObject({
    id: text,
    orgId: text,
    memberId: text,
    codeHash: text,
    expiresAt: time,
    createdAt: time,
  }),
  sessions: z.strictObject({
    id: text,
    userId: text,
    tokenHash: text,
    createdAt: time,
    expiresAt: time,
    ip: text.nullable(),
    userAgent: text.nullable(),
  }),
  keys: z.strictObject({
    id: text,
    orgId: text,
    ownerId: text,
    name: text,
    prefix: text,
    hash: text,
    scopes: z.array(text),
    createdAt: time,
    createdBy: text,
    expiresAt: time.nullable(),
    lastUsedAt: time.nullable(),
    disabledBy: z.enum(['owner', 'admin']).nullable(),
    revokedAt: time.nullable(),
    revokedBy: text.nullable(),
    revokeReason: z.enum(['revoked', 'regenerated', 'cleared']).nullable(),
    revokeNote: text.nullable(),
  }),
} as const satisfies { [T in TableName]: z.ZodType<Tables[T]> };

/** What is wrong with a row, without its values (some are secrets' hashes); null: nothing. */
export function rowProblem(table: TableName, row: unknown): string | null {
  const result = ROWS[table].safeParse(row);
  const issue = result.error?.issues[0];
  if (!issue) return null;
  const where = issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  return `is not a row of ${table}: ${issue.message}${where}`;
}
