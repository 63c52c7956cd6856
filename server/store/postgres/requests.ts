import { type RawBuilder, sql } from 'kysely';
import type { DayRow, Keep, RequestRow, Requests, Use } from '../requests.ts';
import type { Db } from './driver.ts';

/** Rows in one statement: a longer one holds up others for longer. */
const AT_ONCE = 500;

/** The record of requests in tables of their own. */
export class RequestTables implements Requests {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** To the tables they are all alike. */
  near(): number {
    return 0;
  }

  async append(
    requests: readonly RequestRow[],
    days: readonly DayRow[],
    keep: Keep,
  ): Promise<void> {
    await this.#db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (db) => {
        for (const some of slices(requests)) await insertRequests(some).execute(db);
        // In one order everywhere, so that servers do not wait for each other in a circle.
        for (const some of slices([...days].sort(byKeyAndDay))) await addDays(some).execute(db);
      });
    const crowded = crowdedKeys(requests, keep.perKey);
    if (crowded.length > 0) await trim(crowded, keep.perKey).execute(this.#db);
  }

  async ofKey(keyId: string, limit: number): Promise<RequestRow[]> {
    const { rows } = await sql<Omit<RequestRecord, 'keyId'>>`
      select id, at, outcome, scopes, method, path, ip from key_requests
      where key_id = ${keyId} order by at desc, id desc limit ${limit}`.execute(this.#db);
    return rows.map((row) => requestOf({ ...row, keyId }));
  }

  async days(keyId: string, sinceDay: string): Promise<DayRow[]> {
    const { rows } = await sql<{ day: string; allowed: string; refused: string }>`
      select day, allowed, refused from key_days
      where key_id = ${keyId} and day >= ${sinceDay} order by day`.execute(this.#db);
    return rows.map(({ day, allowed, refused }) => ({
      keyId,
      day,
      allowed: Number(allowed),
      refused: Number(refused),
    }));
  }

  async tidy({ since, sinceDay }: Keep): Promise<void> {
    await sql`delete from key_requests where at < ${new Date(since)}`.execute(this.#db);
    await sql`delete from key_days where day < ${sinceDay}`.execute(this.#db);
    for (const table of ['key_requests', 'key_days']) {
      await sql`
        delete from ${sql.table(table)} where key_id in (
          select distinct key_id from ${sql.table(table)} as recorded
          where not exists (select from keys where keys.id = recorded.key_id)
        )`.execute(this.#db);
    }
  }
}

export type RequestRecord = Omit<RequestRow, 'at' | 'scopes'> & { at: Date; scopes: string };

export function requestOf({ at, scopes, ...rest }: RequestRecord): RequestRow {
  return { ...rest, at: at.getTime(), scopes: scopes === '' ? [] : scopes.split(' ') };
}

/** Notes when keys were last used; the triggers notify nobody of it. */
export async function touch(db: Db, uses: readonly Use[]): Promise<void> {
  for (const some of slices([...uses].sort(byKey))) {
    await sql`
      update keys set last_used_at = used.at
      from unnest(${some.map(([id]) => id)}::text[], ${times(some.map(([, at]) => at))})
        as used (id, at)
      where keys.id = used.id and (keys.last_used_at is null or keys.last_used_at < used.at)
    `.execute(db);
  }
}

export function insertRequests(rows: readonly RequestRow[]): RawBuilder<unknown> {
  return sql`
    insert into key_requests (key_id, at, id, outcome, scopes, method, path, ip)
    select * from unnest(
      ${rows.map(({ keyId }) => keyId)}::text[],
      ${times(rows.map(({ at }) => at))},
      ${rows.map(({ id }) => id)}::text[],
      ${rows.map(({ outcome }) => outcome)}::text[],
      ${rows.map(({ scopes }) => scopes.join(' '))}::text[],
      ${rows.map(({ method }) => method)}::text[],
      ${rows.map(({ path }) => path)}::text[],
      ${rows.map(({ ip }) => ip)}::text[]
    ) on conflict do nothing`;
}

export function addDays(rows: readonly DayRow[]): RawBuilder<unknown> {
  return sql`
    insert into key_days as known (key_id, day, allowed, refused)
    select * from unnest(
      ${rows.map(({ keyId }) => keyId)}::text[],
      ${rows.map(({ day }) => day)}::text[],
      ${rows.map(({ allowed }) => allowed)}::bigint[],
      ${rows.map(({ refused }) => refused)}::bigint[]
    ) on conflict (key_id, day) do update set
      allowed = known.allowed + excluded.allowed, refused = known.refused + excluded.refused`;
}

/** Of each of those keys, all but the newest go. */
function trim(keyIds: readonly string[], perKey: number): RawBuilder<unknown> {
  return sql`
    delete from key_requests as request
    using unnest(${keyIds}::text[]) as crowded (key_id),
      lateral (
        select at, id from key_requests where key_id = crowded.key_id
        order by at desc, id desc offset ${perKey} limit 1
      ) as surplus
    where request.key_id = crowded.key_id and (request.at, request.id) <= (surplus.at, surplus.id)`;
}

/**
 * The keys to trim now: by chance, so that nothing has to be counted, and so often that a
 * key is looked at about once for each `perKey` requests of its own.
 */
function crowdedKeys(rows: readonly RequestRow[], perKey: number): string[] {
  const counts = new Map<string, number>();
  for (const { keyId } of rows) counts.set(keyId, (counts.get(keyId) ?? 0) + 1);
  return [...counts].flatMap(([keyId, count]) => (Math.random() * perKey < count ? keyId : []));
}

/** As text, since the driver writes dates within arrays in the local time zone. */
function times(values: readonly number[]): RawBuilder<unknown> {
  return sql`${values.map((at) => new Date(at).toISOString())}::timestamptz[]`;
}

function* slices<R>(rows: readonly R[]): Iterable<readonly R[]> {
  for (let from = 0; from < rows.length; from += AT_ONCE) yield rows.slice(from, from + AT_ONCE);
}

function byKey([a]: Use, [b]: Use): number {
  return a < b ? -1 : 1;
}

function byKeyAndDay(a: DayRow, b: DayRow): number {
  if (a.keyId !== b.keyId) return a.keyId < b.keyId ? -1 : 1;
  return a.day < b.day ? -1 : 1;
}
