/** Who manages webhooks, and which of them they may see. */
import type { MemberRow, OrgRow, WebhookRow } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import type { Author } from '../audit/author.ts';
import type { Target } from '../audit/record.ts';
import type { Actor, KeyCaller } from '../context.ts';
import { notFound } from '../refusal.ts';

/** A member; or a key, which stands for its owner but is never an admin. */
export interface Manager {
  org: OrgRow;
  member: MemberRow;
  isAdmin: boolean;
  /** The calling key's; null for a session. */
  keyId: string | null;
  author: Author;
}

export function managerOf(caller: Actor | KeyCaller): Manager {
  const { org, author } = caller;
  return 'key' in caller
    ? { org, author, member: caller.owner, isAdmin: false, keyId: caller.key.id }
    : { org, author, member: caller.member, isAdmin: caller.isAdmin, keyId: null };
}

/** Whether it belongs to the manager's own member, or the manager is an admin of its org. */
export function maySee(
  { org, member, isAdmin }: Manager,
  row: { orgId: string; ownerId: string },
): boolean {
  return row.orgId === org.id && (isAdmin || row.ownerId === member.id);
}

/** Throws `not_found`. */
export async function visibleWebhook(
  reader: Reader,
  manager: Manager,
  id: string,
): Promise<WebhookRow> {
  const webhook = await reader.webhooks.byId(id);
  if (!webhook || !maySee(manager, webhook)) throw notFound('webhook');
  return webhook;
}

/** Named by its origin alone: paths and queries of such URLs often hold a token. */
export function theWebhook({ id, orgId, url }: WebhookRow): Target {
  return { orgId, kind: 'webhook', id, name: new URL(url).origin };
}
