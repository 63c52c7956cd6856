import type { AliasedExpression } from 'kysely';
import { sql } from 'kysely';
import type { TableName } from '../rows.ts';
import type { CheckSubject } from '../store.ts';
import { columnsOf, decode } from './columns.ts';
import type { Db } from './driver.ts';

type Selected = AliasedExpression<unknown, string>;

/** All columns of a table, each named with the table's name in front. */
function all(table: TableName): Selected[] {
  return columnsOf(table).map((name) => sql.ref(`${table}.${name}`).as(`${table}.${name}`));
}

/** Asks for a key and everything around it, in one statement that is compiled once. */
export function checkQuery(db: Db): (hash: string) => Promise<CheckSubject | undefined> {
  const compiled = db
    .selectFrom('keys')
    .innerJoin('members', 'members.id', 'keys.owner_id')
    .innerJoin('roles', 'roles.id', 'members.role_id')
    .innerJoin('orgs', 'orgs.id', 'keys.org_id')
    .select([...all('keys'), ...all('members'), ...all('roles'), ...all('orgs')])
    .where('keys.hash', '=', '')
    .compile();
  return async (hash) => {
    const { rows } = await db.executeQuery<object>({ ...compiled, parameters: [hash] });
    const record = rows[0];
    return (
      record && {
        key: decode('keys', record, 'keys.'),
        owner: decode('members', record, 'members.'),
        role: decode('roles', record, 'roles.'),
        org: decode('orgs', record, 'orgs.'),
      }
    );
  };
}
