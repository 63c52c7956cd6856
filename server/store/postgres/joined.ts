/** Questions about several tables at once, each one statement that is compiled once. */
import { type AliasedExpression, type Compilable, sql } from 'kysely';
import type { TableName } from '../rows.ts';
import type { CheckSubject, MemberAround, SessionInOrg } from '../store.ts';
import { builder } from './builder.ts';
import { columnsOf, decode } from './columns.ts';
import type { Query } from './driver.ts';

/** A statement and how its answer is read; undefined: nothing was found. */
export interface Joined<Parameters extends string[], R> {
  query(...parameters: Parameters): Query;
  read(records: readonly object[]): R | undefined;
}

/** All columns of a table, each named with the table's name in front. */
function all(table: TableName): AliasedExpression<unknown, string>[] {
  return columnsOf(table).map((name) => sql.ref(`${table}.${name}`).as(`${table}.${name}`));
}

/** The parameters of `statement` stand in the order of its text. */
function joined<Parameters extends string[], R>(
  statement: Compilable,
  readOne: (record: object) => R,
): Joined<Parameters, R> {
  const { sql: text } = statement.compile();
  return {
    query: (...parameters) => ({ sql: text, parameters }),
    read: (records) => records[0] && readOne(records[0]),
  };
}

const readAround = (record: object): MemberAround => ({
  owner: decode('members', record, 'members.'),
  role: decode('roles', record, 'roles.'),
  org: decode('orgs', record, 'orgs.'),
});

const readSubject = (record: object): CheckSubject => ({
  key: decode('keys', record, 'keys.'),
  ...readAround(record),
});

const subjects = builder
  .selectFrom('keys')
  .innerJoin('members', 'members.id', 'keys.owner_id')
  .innerJoin('roles', 'roles.id', 'members.role_id')
  .innerJoin('orgs', 'orgs.id', 'keys.org_id')
  .select([...all('keys'), ...all('members'), ...all('roles'), ...all('orgs')]);

export const subjectByHash = joined<[hash: string], CheckSubject>(
  subjects.where('keys.hash', '=', ''),
  readSubject,
);

/** Of the same org, whether it has webhooks: what changes keys asks for them next. */
const hasWebhooks = sql<boolean>`exists (select from webhooks where webhooks.org_id = orgs.id)`;

export interface WithWebhooks<R> {
  found: R;
  hasWebhooks: boolean;
}

const withWebhooks =
  <R>(read: (record: object) => R) =>
  (record: object): WithWebhooks<R> => ({
    found: read(record),
    hasWebhooks: (record as { has_webhooks: boolean }).has_webhooks,
  });

export const subjectById = joined<[id: string], WithWebhooks<CheckSubject>>(
  subjects.select(hasWebhooks.as('has_webhooks')).where('keys.id', '=', ''),
  withWebhooks(readSubject),
);

export const aroundMember = joined<[id: string], WithWebhooks<MemberAround>>(
  builder
    .selectFrom('members')
    .innerJoin('roles', 'roles.id', 'members.role_id')
    .innerJoin('orgs', 'orgs.id', 'members.org_id')
    .select([...all('members'), ...all('roles'), ...all('orgs')])
    .select(hasWebhooks.as('has_webhooks'))
    .where('members.id', '=', ''),
  withWebhooks(readAround),
);

/** A session token's hash, and the org that its member is asked for. */
export interface SessionAsked {
  tokenHash: string;
  orgId: string;
}

/** One for each that was found, and for each of its user's memberships of that org. */
const sessionsInOrgs = builder
  .selectFrom(
    sql<{ token_hash: string; org_id: string }>`unnest(${''}::text[], ${''}::text[])`.as<'asked'>(
      sql`asked (token_hash, org_id)`,
    ),
  )
  .innerJoin('sessions', 'sessions.token_hash', 'asked.token_hash')
  .innerJoin('users', 'users.id', 'sessions.user_id')
  .leftJoin('members', (on) =>
    on.onRef('members.user_id', '=', 'users.id').onRef('members.org_id', '=', 'asked.org_id'),
  )
  .leftJoin('roles', 'roles.id', 'members.role_id')
  .leftJoin('orgs', 'orgs.id', 'members.org_id')
  .select('asked.org_id as asked_org_id')
  .select([...all('sessions'), ...all('users')])
  .select([...all('members'), ...all('roles'), ...all('orgs')])
  .orderBy('members.created_at', 'desc')
  .orderBy('members.id', 'desc')
  .compile().sql;

export function sessionsQuery(asked: readonly SessionAsked[]): Query {
  return {
    sql: sessionsInOrgs,
    parameters: [asked.map(({ tokenHash }) => tokenHash), asked.map(({ orgId }) => orgId)],
  };
}

/** The answers in the order of the questions; a user's oldest membership counts. */
export function readSessions(
  asked: readonly SessionAsked[],
  records: readonly object[],
): (SessionInOrg | undefined)[] {
  const found = new Map(
    records.map((record) => {
      const session = decode('sessions', record, 'sessions.');
      const user = decode('users', record, 'users.');
      const membership = isMember(record) ? readMembership(record) : null;
      const { asked_org_id: orgId } = record as { asked_org_id: string };
      return [nameOf({ tokenHash: session.tokenHash, orgId }), { session, user, membership }];
    }),
  );
  return asked.map((one) => found.get(nameOf(one)));
}

export function nameOf({ tokenHash, orgId }: SessionAsked): string {
  return `${tokenHash} ${orgId}`;
}

function isMember(record: object): boolean {
  return (record as { 'orgs.id': string | null })['orgs.id'] !== null;
}

function readMembership(record: object): SessionInOrg['membership'] {
  const { owner: member, role, org } = readAround(record);
  return { member, role, org };
}
