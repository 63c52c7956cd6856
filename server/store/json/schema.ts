/** Of what the files hold; rises with each entry in `MIGRATIONS`. */
export const SCHEMA_VERSION = 3;

/** One change of the rows' shape. Row by row, since the journal holds rows too. */
export interface Migration {
  /** The version that it makes out of the one before. */
  version: number;
  /** When it was written, `2027-01-31`. */
  date: string;
  migrate(table: string, row: Record<string, unknown>): Record<string, unknown>;
}

/** The admin role names every reserved scope; the last two are new in version 2. */
const RESERVED_IN_2 = ['keyturn.keys:verify', 'keyturn.events:publish', 'keyturn.webhooks:manage'];

export const MIGRATIONS: readonly Migration[] = [
  {
    version: 2,
    date: '2026-11-21',
    migrate(table, row) {
      if (table === 'orgs') return { documentationUrl: null, ...row };
      if (table === 'roles' && row.builtIn === 'admin') {
        return { ...row, permissions: ['*', ...RESERVED_IN_2] };
      }
      if (table !== 'keys') return row;
      return { personal: false, approval: null, decidedBy: null, decidedAt: null, ...row };
    },
  },
  {
    version: 3,
    date: '2026-11-22',
    migrate(table, row) {
      if (table === 'users') return { secondFactor: null, resetCode: null, ...row };
      if (table === 'orgs') {
        return { ...row, policy: { requireSecondFactor: false, ...(row.policy as object) } };
      }
      // The latest that can be known without a clock.
      return table === 'sessions' ? { lastUsedAt: row.createdAt, ...row } : row;
    },
  },
];

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
