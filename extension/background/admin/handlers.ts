import type { AdminMessages } from '../../messages/admin.ts';
import type { Handlers } from '../messages.ts';
import { approveKey, denyKey, listApprovals, waitingCount } from './approvals.ts';
import { auditPage } from './audit.ts';
import { exportAudit } from './audit-export.ts';
import {
  addService,
  changeMember,
  clearMemberKeys,
  endMemberSessions,
  inviteMember,
  memberKeys,
  membersPage,
} from './members.ts';
import { changeOrg, readOrg } from './org.ts';
import { recordDays, recordRequests } from './record.ts';
import { changeRole, createRole, deleteRole, listRoles, roleEffect } from './roles.ts';
import { memberWebhooks, setWebhookStatus } from './webhooks.ts';

export const adminHandlers: Pick<Handlers, keyof AdminMessages> = {
  'members.page': ({ cursor }) => membersPage(cursor),
  'members.invite': inviteMember,
  'members.add-service': addService,
  'members.change': changeMember,
  'members.clear-keys': ({ id }) => clearMemberKeys(id),
  'members.end-sessions': ({ id }) => endMemberSessions(id),
  'members.keys': memberKeys,
  'members.webhooks': memberWebhooks,
  'webhooks.set-status': setWebhookStatus,

  'roles.list': listRoles,
  'roles.effect': ({ id }) => roleEffect(id),
  'roles.create': createRole,
  'roles.change': changeRole,
  'roles.delete': ({ id }) => deleteRole(id),

  'org.read': readOrg,
  'org.change': changeOrg,

  'approvals.list': listApprovals,
  'approvals.waiting': waitingCount,
  'approvals.approve': ({ id }) => approveKey(id),
  'approvals.deny': ({ id, reason }) => denyKey(id, reason),

  'audit.page': auditPage,
  'audit.export': exportAudit,

  'record.days': ({ id }) => recordDays(id),
  'record.requests': recordRequests,
};
