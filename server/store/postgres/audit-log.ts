import { sql } from 'kysely';
import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import { entryOf } from '../audit/entry.ts';
import type { AuditLog, PlacedAuditEntry } from '../store.ts';
import { decode, type Selected } from './columns.ts';
import type { Db } from './driver.ts';

/** Rows are read this many at a time. */
const PAGE = 100;
const CHAIN_PAGE = 500;

/** The audit log in SQL. `sealAll` resolves when every entry committed so far has its place. */
export function auditLogOf(db: Db, sealAll: () => Promise<void>): AuditLog {
  const ofOrg = (orgId: string) => db.selectFrom('audit').selectAll().where('org_id', '=', orgId);
  return {
    async *newestFirst({ orgId, before, action, actorId, targetId, since, until }) {
      let page = ofOrg(orgId).orderBy('position', 'desc').limit(PAGE);
      if (action !== undefined) page = page.where('action', '=', action);
      if (actorId !== undefined) page = page.where('actor_id', '=', actorId);
      if (targetId !== undefined) page = page.where('target_id', '=', targetId);
      if (since !== undefined) page = page.where('created_at', '>=', new Date(since));
      if (until !== undefined) page = page.where('created_at', '<', new Date(until));
      let last = before;
      for (;;) {
        const records = await (last === undefined
          ? page
          : page.where('position', '<', String(last))
        ).execute();
        for (const record of records) yield placed(record);
        const end = records.at(-1);
        if (!end || records.length < PAGE) return;
        last = Number(end.position);
      }
    },
    async *chain(orgId) {
      await sealAll();
      const head = await ofOrg(orgId)
        .where('seq', 'is not', null)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      for (let last = '0'; ; ) {
        const records = await ofOrg(orgId)
          .where('seq', '>', last)
          .where('seq', '<=', head?.seq ?? '0')
          .orderBy('seq')
          .limit(CHAIN_PAGE)
          .execute();
        for (const record of records) yield sealed(record);
        const end = records.at(-1)?.seq;
        if (!end || records.length < CHAIN_PAGE) return;
        last = end;
      }
    },
    async orgIds() {
      const { rows } = await sql<{ id: string }>`
        select id from orgs
        where exists (select from audit where audit.org_id = orgs.id) order by id`.execute(db);
      return rows.map(({ id }) => id);
    },
  };
}

function placed(record: Selected<'audit'>): PlacedAuditEntry {
  const { orgId: _, ...entry } = entryOf(decode('audit', record));
  return { position: Number(record.position), entry };
}

function sealed(record: Selected<'audit'>): SealedAuditEntry {
  return {
    ...entryOf(decode('audit', record)),
    seq: Number(record.seq),
    previousHash: record.previous_hash ?? '',
    hash: record.hash ?? '',
  };
}
