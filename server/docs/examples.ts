/** A request example for every operation that takes a body or a query. */
import type { z } from 'zod';
import type { OperationName } from '../../shared/contract/endpoints.ts';
import type { BodyOf, OPERATIONS, QueryOf } from '../../shared/contract/operations.ts';

type Taking<Field extends string> = {
  [N in OperationName]: (typeof OPERATIONS)[N] extends Record<Field, z.ZodType> ? N : never;
}[OperationName];

const KEY = 'kt_7Q2mX0c94HTb6ZdKpLr1sVwYeN3aGjU0aB1cd';
const KEY_ID = 'key_V1StGXR8_Z5jdHi6B-myT';
const ROLE_ID = 'rol_4f90d13a42aGjUkR7_xQz';
const PASSWORD = 'seven grey herons at noon';

export const BODY_EXAMPLES: { [N in Taking<'body'>]: NonNullable<BodyOf<N>> } = {
  setup: {
    setupCode: '7K2M-QX0C-94HT-B6ZD',
    organization: { name: 'Acme' },
    admin: { name: 'Ada Lovelace', email: 'ada@example.com', password: PASSWORD },
  },
  createSession: { email: 'ada@example.com', password: PASSWORD },
  acceptInvitation: { code: 'h4Tq9ZbX2mLk8RwY1cVn6PsD', password: PASSWORD },
  changePassword: { currentPassword: PASSWORD, newPassword: 'nine red kites over Leeds' },
  resetPassword: {
    email: 'ada@example.com',
    code: 'Yb7Kp2WmT4xQz9LcN6dRv3Ha',
    password: 'nine red kites over Leeds',
  },
  beginSecondFactor: { currentPassword: PASSWORD },
  confirmSecondFactor: { code: '492 039' },
  removeSecondFactor: { currentPassword: PASSWORD, secondFactorCode: '492 039' },
  createOrg: { name: 'Globex' },
  updateOrg: { apiAccess: true, policy: { maxKeyLifetimeDays: 365 } },
  createRole: { name: 'Reporting', permissions: ['reports:*', 'tasks:read'] },
  updateRole: { permissions: ['*:read'], apiAccess: true },
  putPermissions: {
    items: [
      {
        scope: 'tasks:read',
        label: 'View tasks',
        group: 'Tasks',
        description: 'See the list of tasks and open each of them.',
      },
    ],
  },
  createMember: { kind: 'service', name: 'Nightly import', roleId: ROLE_ID },
  updateMember: { roleId: ROLE_ID, active: true },
  createKey: { name: 'Nightly report', scopes: ['tasks:read'], expiresIn: '90d' },
  renameKey: { name: 'Weekly report' },
  disableKey: { reason: 'The integration is paused.' },
  enableKey: { reason: 'The integration runs again.' },
  revokeKey: { reason: 'It stood in a screenshot.' },
  regenerateKey: { graceSeconds: 3600 },
  denyKey: { reason: 'Read access is enough for this.' },
  putPersonalKey: { enabled: true },
  verify: {
    key: KEY,
    scopes: ['tasks:read'],
    request: { method: 'GET', path: '/tasks', ip: '203.0.113.7' },
  },
  introspect: { token: KEY, token_type_hint: 'access_token' },
  createWebhook: {
    url: 'https://hooks.example.com/keyturn',
    entity: 'task',
    operation: 'create',
    keyId: KEY_ID,
  },
  updateWebhook: { status: 'paused' },
  publishEvent: { entity: 'task', operation: 'create', data: { id: 'tsk_9t5gjo' } },
};

export const QUERY_EXAMPLES: { [N in Taking<'query'>]: QueryOf<N> } = {
  listSessions: { limit: 20 },
  listRoles: { limit: 20 },
  listMembers: { limit: 20 },
  listKeys: { owner: 'me', limit: 20 },
  listKeyRequests: { limit: 20 },
  listKeyDays: { days: 30 },
  listWebhooks: { owner: 'me', limit: 20 },
  listDeliveries: { limit: 20 },
  listAudit: { action: 'key.created', since: '2026-11-01T00:00:00Z', limit: 20 },
};
