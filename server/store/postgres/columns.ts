/** How each field of a row is kept: the one place to change when a table changes. */
import type { Generated, Selectable } from 'kysely';
import type { AuditRow, OrgRow, Tables, UserRow } from '../rows.ts';

interface Codec<Value, Sql> {
  toSql(value: Value): Sql;
  fromSql(sql: Sql): Value;
}

const as = <Value>(): Codec<Value, Value> => ({
  toSql: (value) => value,
  fromSql: (sql) => sql,
});
const text = as<string>();
const textOrNull = as<string | null>();
const flag = as<boolean>();
/** Copied: what was put is what is stored, whatever the caller does with it later. */
const list: Codec<string[], string[]> = { toSql: (value) => [...value], fromSql: (sql) => sql };
const time: Codec<number, Date> = {
  toSql: (value) => new Date(value),
  fromSql: (sql) => sql.getTime(),
};
const timeOrNull: Codec<number | null, Date | null> = {
  toSql: (value) => (value === null ? null : new Date(value)),
  fromSql: (sql) => (sql === null ? null : sql.getTime()),
};
const json = <Value>(): Codec<Value, string> => ({
  toSql: (value) => JSON.stringify(value),
  fromSql: (sql) => JSON.parse(sql),
});

const jsonOrNull = <Value>(): Codec<Value | null, string | null> => ({
  toSql: (value) => (value === null ? null : JSON.stringify(value)),
  fromSql: (sql) => (sql === null ? null : JSON.parse(sql)),
});

/** Every table that is written row by row: the store's, and the audit log. */
interface Stored extends Tables {
  audit: AuditRow;
}
type StoredName = keyof Stored;

const COLUMNS = {
  orgs: {
    id: text,
    name: text,
    apiAccess: flag,
    policy: json<OrgRow['policy']>(),
    catalogue: json<OrgRow['catalogue']>(),
    documentationUrl: textOrNull,
    createdAt: time,
  },
  users: {
    id: text,
    name: text,
    email: text,
    passwordHash: text,
    secondFactor: jsonOrNull<UserRow['secondFactor']>(),
    resetCode: jsonOrNull<UserRow['resetCode']>(),
    createdAt: time,
  },
  roles: {
    id: text,
    orgId: text,
    name: text,
    permissions: list,
    apiAccess: flag,
    builtIn: as<Tables['roles']['builtIn']>(),
  },
  members: {
    id: text,
    orgId: text,
    kind: as<Tables['members']['kind']>(),
    userId: textOrNull,
    name: text,
    email: textOrNull,
    roleId: text,
    active: flag,
    createdAt: time,
  },
  invitations: {
    id: text,
    orgId: text,
    memberId: text,
    codeHash: text,
    expiresAt: time,
    createdAt: time,
  },
  sessions: {
    id: text,
    userId: text,
    tokenHash: text,
    createdAt: time,
    expiresAt: time,
    lastUsedAt: time,
    ip: textOrNull,
    userAgent: textOrNull,
  },
  keys: {
    id: text,
    orgId: text,
    ownerId: text,
    name: text,
    prefix: text,
    hash: textOrNull,
    scopes: list,
    createdAt: time,
    createdBy: text,
    expiresAt: timeOrNull,
    lastUsedAt: timeOrNull,
    disabledBy: as<Tables['keys']['disabledBy']>(),
    revokedAt: timeOrNull,
    revokedBy: textOrNull,
    revokeReason: as<Tables['keys']['revokeReason']>(),
    revokeNote: textOrNull,
    personal: flag,
    approval: as<Tables['keys']['approval']>(),
    decidedBy: textOrNull,
    decidedAt: timeOrNull,
  },
  webhooks: {
    id: text,
    orgId: text,
    keyId: text,
    ownerId: text,
    url: text,
    entity: text,
    operation: as<Tables['webhooks']['operation']>(),
    secret: text,
    status: as<Tables['webhooks']['status']>(),
    stopReason: as<Tables['webhooks']['stopReason']>(),
    failingSince: timeOrNull,
    createdAt: time,
    createdBy: text,
  },
  events: {
    id: text,
    orgId: text,
    entity: text,
    operation: as<Tables['events']['operation']>(),
    payload: text,
    createdAt: time,
  },
  deliveries: {
    id: text,
    orgId: text,
    webhookId: text,
    eventId: text,
    status: as<Tables['deliveries']['status']>(),
    attempts: as<number>(),
    nextAttemptAt: timeOrNull,
    lastAttemptAt: timeOrNull,
    responseStatus: as<number | null>(),
    responseBody: textOrNull,
    error: textOrNull,
    createdAt: time,
  },
  audit: {
    id: text,
    orgId: text,
    createdAt: time,
    actorKind: as<AuditRow['actorKind']>(),
    actorId: textOrNull,
    actorName: text,
    action: as<AuditRow['action']>(),
    targetKind: as<AuditRow['targetKind']>(),
    targetId: text,
    targetName: text,
    detail: json<AuditRow['detail']>(),
    ip: textOrNull,
    requestId: textOrNull,
  },
  clocks: { id: text, seenAt: time },
} satisfies { [T in StoredName]: { [F in keyof Stored[T]]: Codec<Stored[T][F], unknown> } };

type Snake<S extends string> = S extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Snake<Rest>}`
  : '';
type Columns = typeof COLUMNS;
type SqlOf<C> = C extends { toSql(value: never): infer Sql } ? Sql : never;

type SqlRow<T extends StoredName> = {
  [F in keyof Columns[T] as Snake<F & string>]: SqlOf<Columns[T][F]>;
};

/** What PostgreSQL adds to a row of the audit log, and later its place in the chain. */
interface Sealing {
  position: Generated<string>;
  seq: Generated<string | null>;
  previous_hash: Generated<string | null>;
  hash: Generated<string | null>;
}

/** The tables as Kysely sees them. */
export type Schema = { [T in keyof Tables]: SqlRow<T> } & { audit: SqlRow<'audit'> & Sealing };
export type Selected<T extends keyof Schema> = Selectable<Schema[T]>;

interface Column {
  field: string;
  name: string;
  codec: Codec<unknown, unknown>;
}

const LISTS = Object.fromEntries(
  Object.entries(COLUMNS).map(([table, columns]) => [
    table,
    Object.entries(columns).map(([field, codec]) => ({
      field,
      name: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      codec: codec as Codec<unknown, unknown>,
    })),
  ]),
) as Record<StoredName, Column[]>;

export function columnsOf(table: StoredName): string[] {
  return LISTS[table].map(({ name }) => name);
}

/** What to store; shares nothing with `row`. */
export function encode<T extends keyof Tables>(table: T, row: Tables[T]): Schema[T];
export function encode(table: 'audit', row: AuditRow): SqlRow<'audit'>;
export function encode(table: StoredName, row: object): object {
  const fields = row as Record<string, unknown>;
  return Object.fromEntries(
    LISTS[table].map(({ field, name, codec }) => [name, codec.toSql(fields[field])]),
  );
}

/** The row in what came back; with `prefix`, in its columns named `${prefix}${column}`. */
export function decode<T extends StoredName>(table: T, record: object, prefix = ''): Stored[T] {
  const columns = record as Record<string, unknown>;
  return Object.fromEntries(
    LISTS[table].map(({ field, name, codec }) => [field, codec.fromSql(columns[prefix + name])]),
  ) as unknown as Stored[T];
}
