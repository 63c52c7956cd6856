import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { clearKeys } from '../domain/keys/clear.ts';
import { endMemberSessions } from '../domain/people/end-sessions.ts';
import { createMember, listMembers, updateMember } from '../domain/people/members.ts';
import { memberView } from '../domain/people/views.ts';
import { offer } from '../http/operation.ts';

export function memberRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'listMembers', async ({ caller, query }) => {
    const { items, nextCursor } = await listMembers(context, caller, query);
    const views = items.map((standing) => memberView(context, standing));
    return { status: 200, body: { items: await Promise.all(views), nextCursor } };
  });

  offer(router, context, 'createMember', async ({ caller, body }) => {
    const { invitation, ...added } = await createMember(context, caller, body);
    const member = await memberView(context, { ...added, org: caller.org });
    return { status: 201, body: invitation ? { member, invitation } : { member } };
  });

  offer(router, context, 'updateMember', async ({ caller, params, body }) => {
    const changed = await updateMember(context, caller, params.id, body);
    return { status: 200, body: await memberView(context, { ...changed, org: caller.org }) };
  });

  offer(router, context, 'clearKeys', async ({ caller, params }) => ({
    status: 200,
    body: { revoked: await clearKeys(context, caller, params.id) },
  }));

  offer(router, context, 'endMemberSessions', async ({ caller, params, origin }) => ({
    status: 200,
    body: { ended: await endMemberSessions(context, caller, params.id, origin) },
  }));

  return router;
}
