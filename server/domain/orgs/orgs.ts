/** Organisations: making and changing them. */
import type { z } from 'zod';
import {
  type Permission,
  type Policy,
  policy,
  type updateOrgRequest,
} from '../../../shared/contract/orgs.ts';
import type { OrgRow, UserRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import type { Origin } from '../audit/author.ts';
import { difference, record, theOrg } from '../audit/record.ts';
import type { Person } from '../callers.ts';
import type { Actor, Context } from '../context.ts';
import { hasSecondFactor } from '../people/views.ts';
import { invalidAt, notFound } from '../refusal.ts';
import { addOrg } from './new-org.ts';

export async function createOrg(
  context: Context,
  founder: UserRow,
  name: string,
  origin: Origin,
): Promise<OrgRow> {
  return context.store.transact(async (tx) => addOrg(tx, context, { name, founder, origin }).org);
}

const POLICY_FIELDS = policy.keyof().options;

/**
 * `apiAccess` takes effect on the very next check. The policy binds what is done from now
 * on; of the keys that exist, it ends only the unused ones, at the next sweep. Throws
 * `invalid_input` where it asks for a second factor that whoever asks for it does not have.
 */
export async function updateOrg(
  context: Context,
  actor: Actor & Pick<Person, 'user'>,
  request: z.output<typeof updateOrgRequest>,
): Promise<OrgRow> {
  if (request.policy?.requireSecondFactor && !hasSecondFactor(actor.user)) {
    throw invalidAt('policy.requireSecondFactor', 'turn on your own second factor first');
  }
  return change(context, actor, (tx, before) => {
    const { policy, ...rest } = request;
    const org: OrgRow = {
      ...before,
      ...given(rest),
      policy: { ...before.policy, ...given<Policy>(policy ?? {}) },
    };
    const detail = {
      ...difference(before, org, ['name', 'documentationUrl']),
      ...difference(before.policy, org.policy, POLICY_FIELDS),
    };
    if (Object.keys(detail).length > 0)
      record(tx, context, actor.author, 'org.updated', theOrg(org), detail);
    if (org.apiAccess !== before.apiAccess) {
      const action = org.apiAccess ? 'org.access_turned_on' : 'org.access_turned_off';
      record(tx, context, actor.author, action, theOrg(org));
    }
    return org;
  });
}

/** Those fields that are there: what is left out stays as it is. */
function given<R extends object>(change: { [F in keyof R]?: R[F] | undefined }): Partial<R> {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<R>;
}

/**
 * Replaces the permission catalogue. It only says what new keys may be given: keys that
 * exist keep their scopes, also those that are no longer in it.
 */
export async function putCatalogue(
  context: Context,
  actor: Actor,
  catalogue: Permission[],
): Promise<OrgRow> {
  return change(context, actor, (tx, before) => {
    const org = { ...before, catalogue };
    const was = new Set(before.catalogue.map(({ scope }) => scope));
    const is = new Set(catalogue.map(({ scope }) => scope));
    if (difference(before, org, ['catalogue'])) {
      record(tx, context, actor.author, 'permissions.replaced', theOrg(org), {
        added: [...is].filter((scope) => !was.has(scope)),
        removed: [...was].filter((scope) => !is.has(scope)),
      });
    }
    return org;
  });
}

async function change(
  context: Context,
  actor: Actor,
  changed: (tx: Transaction, org: OrgRow) => OrgRow,
): Promise<OrgRow> {
  return context.store.transact(async (tx) => {
    const before = await tx.orgs.byId(actor.org.id);
    if (!before) throw notFound('organisation');
    const org = changed(tx, before);
    tx.put('orgs', org);
    return org;
  });
}
