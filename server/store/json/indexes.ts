import type { TableName, Tables } from '../rows.ts';

type StringField<T extends TableName> = {
  [F in keyof Tables[T] & string]: Tables[T][F] extends string | null ? F : never;
}[keyof Tables[T] & string];

type PerTable<V extends { [T in TableName]: unknown }> = { readonly [T in TableName]: V[T] };

/** Fields of which no two rows of a table may have the same value. */
export const UNIQUE = {
  orgs: [],
  users: ['email'],
  roles: [],
  members: [],
  invitations: ['codeHash'],
  sessions: ['tokenHash'],
  keys: ['hash'],
  webhooks: [],
  events: [],
  deliveries: [],
  clocks: [],
} as const satisfies PerTable<{ [T in TableName]: readonly StringField<T>[] }>;

/**
 * Fields that hold the id of a row in another table, which must exist, or null.
 * Each is an index too: the rows that name one id, by age. The first is never null.
 */
export const REFERENCES = {
  orgs: {},
  users: {},
  roles: { orgId: 'orgs' },
  members: { orgId: 'orgs', userId: 'users', roleId: 'roles' },
  invitations: { orgId: 'orgs', memberId: 'members' },
  sessions: { userId: 'users' },
  keys: { orgId: 'orgs', ownerId: 'members' },
  webhooks: { orgId: 'orgs', keyId: 'keys', ownerId: 'members' },
  events: {},
  deliveries: { webhookId: 'webhooks', eventId: 'events' },
  clocks: {},
} as const satisfies PerTable<{
  [T in TableName]: Readonly<Partial<Record<StringField<T>, TableName>>>;
}>;

/** The field that says when something is to be done with a row; null: never, or no more. */
export const SCHEDULE = { deliveries: 'nextAttemptAt' } as const satisfies {
  [T in TableName]?: keyof Tables[T] & string;
};

export type UniqueField<T extends TableName> = (typeof UNIQUE)[T][number];
export type ReferenceField<T extends TableName> = keyof (typeof REFERENCES)[T] & string;
export type ScheduledTable = keyof typeof SCHEDULE;
