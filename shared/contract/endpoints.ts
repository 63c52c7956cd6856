/**
 * Every operation's method and path. Kept apart from the schemas so that the
 * extension, which trusts the types and does not validate, ships no validator.
 */
export const ENDPOINTS = {
  healthz: 'GET /healthz',
  readyz: 'GET /readyz',
  getServer: 'GET /v1/server',
  setup: 'POST /v1/setup',

  createSession: 'POST /v1/sessions',
  listSessions: 'GET /v1/sessions',
  endCurrentSession: 'DELETE /v1/sessions/current',
  endSession: 'DELETE /v1/sessions/{id}',
  acceptInvitation: 'POST /v1/invitations/accept',
  getMe: 'GET /v1/me',
  changePassword: 'PUT /v1/me/password',
  resetPassword: 'POST /v1/password-reset',
  getSecondFactor: 'GET /v1/me/second-factor',
  beginSecondFactor: 'POST /v1/me/second-factor',
  confirmSecondFactor: 'POST /v1/me/second-factor/confirm',
  removeSecondFactor: 'POST /v1/me/second-factor/remove',

  createOrg: 'POST /v1/orgs',
  getOrg: 'GET /v1/orgs/{org}',
  updateOrg: 'PATCH /v1/orgs/{org}',
  previewAccess: 'GET /v1/orgs/{org}/access-preview',
  listRoles: 'GET /v1/orgs/{org}/roles',
  createRole: 'POST /v1/orgs/{org}/roles',
  updateRole: 'PATCH /v1/orgs/{org}/roles/{id}',
  deleteRole: 'DELETE /v1/orgs/{org}/roles/{id}',
  getPermissions: 'GET /v1/orgs/{org}/permissions',
  putPermissions: 'PUT /v1/orgs/{org}/permissions',
  listMembers: 'GET /v1/orgs/{org}/members',
  createMember: 'POST /v1/orgs/{org}/members',
  updateMember: 'PATCH /v1/orgs/{org}/members/{id}',
  clearKeys: 'POST /v1/orgs/{org}/members/{id}/clear-keys',
  endMemberSessions: 'POST /v1/orgs/{org}/members/{id}/end-sessions',

  listKeys: 'GET /v1/orgs/{org}/keys',
  createKey: 'POST /v1/orgs/{org}/keys',
  getKey: 'GET /v1/orgs/{org}/keys/{id}',
  renameKey: 'PATCH /v1/orgs/{org}/keys/{id}',
  disableKey: 'POST /v1/orgs/{org}/keys/{id}/disable',
  enableKey: 'POST /v1/orgs/{org}/keys/{id}/enable',
  revokeKey: 'POST /v1/orgs/{org}/keys/{id}/revoke',
  regenerateKey: 'POST /v1/orgs/{org}/keys/{id}/regenerate',
  deleteKey: 'DELETE /v1/orgs/{org}/keys/{id}',
  approveKey: 'POST /v1/orgs/{org}/keys/{id}/approve',
  denyKey: 'POST /v1/orgs/{org}/keys/{id}/deny',
  collectKey: 'POST /v1/orgs/{org}/keys/{id}/collect',
  listKeyRequests: 'GET /v1/orgs/{org}/keys/{id}/requests',
  listKeyDays: 'GET /v1/orgs/{org}/keys/{id}/days',
  putPersonalKey: 'PUT /v1/orgs/{org}/me/api-key',
  revokeSelf: 'POST /v1/keys/revoke-self',

  verify: 'POST /v1/verify',
  introspect: 'POST /v1/introspect',
  getAuthorizationServer: 'GET /.well-known/oauth-authorization-server',
  watchChanges: 'GET /v1/changes',

  listWebhooks: 'GET /v1/orgs/{org}/webhooks',
  createWebhook: 'POST /v1/orgs/{org}/webhooks',
  updateWebhook: 'PATCH /v1/orgs/{org}/webhooks/{id}',
  deleteWebhook: 'DELETE /v1/orgs/{org}/webhooks/{id}',
  listDeliveries: 'GET /v1/orgs/{org}/webhooks/{id}/deliveries',
  publishEvent: 'POST /v1/orgs/{org}/events',

  listAudit: 'GET /v1/orgs/{org}/audit',
  exportAudit: 'GET /v1/orgs/{org}/audit/export',
} as const;

export type OperationName = keyof typeof ENDPOINTS;
