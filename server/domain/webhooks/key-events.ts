/** Keyturn's own events: what happens to keys, made out of what goes on the record. */
import type { AuditAction } from '../../../shared/contract/audit.ts';
import type { EventOperation } from '../../../shared/contract/webhooks.ts';
import type { AuditRow, KeyRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { isoOrNull } from '../keys/view.ts';
import { announce, type Subscriber, subscribersOf } from './announce.ts';

export const KEY_ENTITY = 'key';

const OPERATIONS: Partial<Record<AuditAction, EventOperation>> = {
  'key.created': 'create',
  'key.requested': 'create',
  'key.imported': 'create',
  'key.renamed': 'update',
  'key.approved': 'update',
  'key.denied': 'update',
  'key.collected': 'update',
  'key.disabled': 'update',
  'key.enabled': 'update',
  'key.revoked': 'update',
  'key.regenerated': 'update',
  'key.deleted': 'delete',
};

/**
 * Announces, in the transaction of the change itself, what an entry of the record says
 * about keys. Members hear of their own keys, admins of all in the org.
 */
export async function announceKeyEvents(
  tx: Transaction,
  context: Pick<Context, 'now' | 'randomBytes'>,
  entry: AuditRow,
): Promise<void> {
  const isClearing = entry.action === 'member.keys_cleared';
  if (!isClearing && OPERATIONS[entry.action] === undefined) return;
  const subscribers = await subscribersOf(tx, entry.orgId, KEY_ENTITY, context.now());
  if (subscribers.length === 0) return;
  for (const { action, operation, key } of await happenings(tx, entry)) {
    const data = {
      ...key,
      by: { kind: entry.actorKind, id: entry.actorId, name: entry.actorName },
    };
    const takers = subscribers.filter((one) => hears(one, key.ownerId));
    announce(
      tx,
      context,
      entry.orgId,
      { entity: KEY_ENTITY, operation, type: action, data },
      takers,
    );
  }
}

function hears({ owner, role }: Subscriber, keyOwnerId: string): boolean {
  return owner.id === keyOwnerId || role.builtIn === 'admin';
}

interface Happening {
  action: AuditAction;
  operation: EventOperation;
  key: KeyFacts;
}

type KeyFacts = { id: string; name: string; ownerId: string } & Record<string, unknown>;

async function happenings(tx: Transaction, entry: AuditRow): Promise<Happening[]> {
  const { action, targetId: id, targetName: name, detail } = entry;
  if (action === 'member.keys_cleared') return cleared(tx, entry);
  const operation = OPERATIONS[action] as EventOperation;
  if (action === 'key.deleted') {
    return [{ action, operation, key: { id, name, ownerId: String(detail.ownerId) } }];
  }
  const row = await tx.keys.byId(id);
  if (!row) return [];
  if (action !== 'key.regenerated') return [{ action, operation, key: facts(row) }];
  const successor = await tx.keys.byId(String(detail.successor));
  return [
    { action, operation, key: { ...facts(row), successor: detail.successor } },
    ...(successor
      ? [{ action: 'key.created', operation: 'create', key: facts(successor) } as const]
      : []),
  ];
}

/** Clearing is one entry; here it is a revocation of each key. */
async function cleared(tx: Transaction, entry: AuditRow): Promise<Happening[]> {
  const found: Happening[] = [];
  const of = { orgId: entry.orgId, ownerId: entry.targetId };
  for await (const row of tx.keys.newestFirst(of)) {
    if (row.revokeReason === 'cleared' && row.revokedAt === entry.createdAt) {
      found.push({ action: 'key.revoked', operation: 'update', key: facts(row) });
    }
  }
  return found;
}

/** What members see of a key, without anything that could be or become a secret. */
function facts(row: KeyRow): KeyFacts {
  const { id, name, ownerId, prefix, scopes, createdAt, expiresAt, revokedAt } = row;
  return {
    id,
    name,
    ownerId,
    prefix,
    scopes,
    createdAt: isoOrNull(createdAt),
    expiresAt: isoOrNull(expiresAt),
    revokedAt: isoOrNull(revokedAt),
  };
}
