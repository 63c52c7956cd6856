import type { z } from 'zod';
import type { createKeyRequest } from '../../../shared/contract/keys.ts';
import type { Actor, Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { drawKey } from './draw.ts';
import { type Issued, issued, issueKey, ownerOf } from './issue.ts';
import { requireAccess } from './refusals.ts';
import { requireGrantable } from './scopes.ts';

export type CreateKey = z.output<typeof createKeyRequest>;

/**
 * `expiresIn` counts from now, also where the key has to be approved first: what the
 * admin is shown is what the owner gets. Throws `admin_only`, `not_found` (the owner),
 * `api_access_off`, `scope_unknown`, `scope_beyond_role`, `expiry_in_past`,
 * `policy_expiry_required`, `policy_lifetime_too_long`, `policy_too_many_keys`.
 */
export async function createKey(
  context: Context,
  actor: Actor,
  request: CreateKey,
): Promise<Issued> {
  const ownerId = request.ownerId ?? actor.member.id;
  if (ownerId !== actor.member.id && !actor.isAdmin) {
    throw new Refusal('admin_only', `Ask an admin of ${actor.org.name} to create it.`);
  }
  const draw = drawKey(context.randomBytes);
  const subject = await context.store.transact(async (tx) => {
    const around = await ownerOf(tx, actor.org.id, ownerId);
    requireAccess(around.owner, around.role, around.org);
    requireGrantable(request.scopes, around.role, around.org);
    const { name, scopes } = request;
    const now = context.now();
    const expiresAt = expiryOf(request, now);
    const wanted = { name, scopes, expiresAt, personal: false };
    return issueKey(tx, context, actor, around, draw, wanted, now);
  });
  return issued(context, subject, draw);
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
