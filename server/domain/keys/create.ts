import type { z } from 'zod';
import type { createKeyRequest, Key } from '../../../shared/contract/keys.ts';
import {
  createSecret,
  KEY_PREFIX,
  type RandomBytes,
  shownPrefix,
} from '../../../shared/key-format.ts';
import type { KeyRow } from '../../store/rows.ts';
import type { CheckSubject, Transaction } from '../../store/store.ts';
import { record, theKey } from '../audit/record.ts';
import type { Actor, Context } from '../context.ts';
import { createId } from '../ids.ts';
import { notFound, Refusal } from '../refusal.ts';
import { hashSecret } from '../secrets.ts';
import { requireAccess } from './refusals.ts';
import { requireGrantable } from './scopes.ts';
import { isoOrNull, keyView } from './view.ts';

export type CreateKey = z.output<typeof createKeyRequest>;

/** A new key's identity, and its secret in clear. */
export interface Draw {
  secret: string;
  row: Pick<KeyRow, 'id' | 'prefix'> & { hash: string };
}

export function drawKey(randomBytes: RandomBytes): Draw {
  const secret = createSecret(KEY_PREFIX, randomBytes);
  return {
    secret,
    row: {
      id: createId('key', randomBytes),
      prefix: shownPrefix(secret),
      hash: hashSecret(secret),
    },
  };
}

/**
 * Throws `admin_only`, `not_found` (the owner), `api_access_off`, `scope_unknown`,
 * `scope_beyond_role`, `expiry_in_past`.
 */
export async function createKey(
  context: Context,
  actor: Actor,
  request: CreateKey,
): Promise<{ key: Key; secret: string }> {
  const ownerId = request.ownerId ?? actor.member.id;
  if (ownerId !== actor.member.id && !actor.isAdmin) {
    throw new Refusal('admin_only', `Ask an admin of ${actor.org.name} to create it.`);
  }
  const { secret, row } = drawKey(context.randomBytes);
  const subject = await context.store.transact(async (tx) => {
    const around = await ownerOf(tx, actor.org.id, ownerId);
    requireAccess(around.owner, around.role, around.org);
    requireGrantable(request.scopes, around.role, around.org);
    const now = context.now();
    const key: KeyRow = {
      ...row,
      orgId: around.org.id,
      ownerId,
      name: request.name,
      scopes: request.scopes,
      createdAt: now,
      createdBy: actor.member.id,
      expiresAt: expiryOf(request, now),
      lastUsedAt: null,
      disabledBy: null,
      revokedAt: null,
      revokedBy: null,
      revokeReason: null,
      revokeNote: null,
      personal: false,
      approval: null,
      decidedBy: null,
      decidedAt: null,
    };
    tx.put('keys', key);
    record(tx, context, actor.author, 'key.created', theKey(key), {
      ownerId,
      scopes: key.scopes,
      expiresAt: isoOrNull(key.expiresAt),
    });
    return { ...around, key };
  });
  return { key: keyView(context, subject), secret };
}

/** An active member of the org; throws `not_found`. */
async function ownerOf(
  tx: Transaction,
  orgId: string,
  ownerId: string,
): Promise<Omit<CheckSubject, 'key'>> {
  const org = await tx.orgs.byId(orgId);
  const owner = await tx.members.byId(ownerId);
  const role = owner && (await tx.roles.byId(owner.roleId));
  if (!org || !role || owner?.orgId !== orgId || !owner.active) throw notFound('active member');
  return { owner, role, org };
}

function expiryOf({ expiresAt, expiresIn }: CreateKey, now: number): number | null {
  if (expiresIn !== undefined) return now + expiresIn;
  if (!expiresAt) return null;
  const at = Date.parse(expiresAt);
  if (at > now) return at;
  throw new Refusal('expiry_in_past', `${expiresAt} has passed. Take a later time, or none.`, {
    errors: [{ path: 'expiresAt', message: 'must be in the future' }],
  });
}
