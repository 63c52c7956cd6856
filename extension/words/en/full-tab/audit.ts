import type { AuditAction } from '../../../../shared/contract/audit.ts';
import { type Rich, rich } from '../../rich.ts';

type Say = (who: Rich, what: Rich) => Rich;

/** Each change as the filter names it, and as a sentence about one. */
const actions: Record<AuditAction, { name: string; say: Say }> = {
  'org.created': { name: 'Organisation made', say: (who, what) => rich`${who} made ${what}` },
  'org.updated': {
    name: 'Organisation changed',
    say: (who, what) => rich`${who} changed the settings of ${what}`,
  },
  'org.access_turned_on': {
    name: 'API access turned on',
    say: (who, what) => rich`${who} turned API access on for ${what}`,
  },
  'org.access_turned_off': {
    name: 'API access turned off',
    say: (who, what) => rich`${who} turned API access off for ${what}`,
  },
  'permissions.replaced': {
    name: 'Permissions replaced',
    say: (who, what) => rich`${who} replaced the permissions of ${what}`,
  },
  'role.created': { name: 'Role made', say: (who, what) => rich`${who} made the role ${what}` },
  'role.updated': {
    name: 'Role changed',
    say: (who, what) => rich`${who} changed the role ${what}`,
  },
  'role.deleted': {
    name: 'Role deleted',
    say: (who, what) => rich`${who} deleted the role ${what}`,
  },
  'member.invited': { name: 'Member invited', say: (who, what) => rich`${who} invited ${what}` },
  'member.added': {
    name: 'Service member added',
    say: (who, what) => rich`${who} added the service member ${what}`,
  },
  'member.joined': { name: 'Member joined', say: (_, what) => rich`${what} joined` },
  'member.updated': { name: 'Member changed', say: (who, what) => rich`${who} changed ${what}` },
  'member.deactivated': {
    name: 'Member deactivated',
    say: (who, what) => rich`${who} deactivated ${what}`,
  },
  'member.reactivated': {
    name: 'Member reactivated',
    say: (who, what) => rich`${who} reactivated ${what}`,
  },
  'member.keys_cleared': {
    name: 'Keys cleared',
    say: (who, what) => rich`${who} cleared the keys of ${what}`,
  },
  'member.signed_in': { name: 'Signed in', say: (_, what) => rich`${what} signed in` },
  'member.session_ended': {
    name: 'Session ended',
    say: (who, what) => rich`${who} ended a session of ${what}`,
  },
  'member.password_changed': {
    name: 'Password changed',
    say: (who, what) => rich`${who} changed the password of ${what}`,
  },
  'member.reset_code_issued': {
    name: 'Reset code issued',
    say: (who, what) => rich`${who} issued a reset code for ${what}`,
  },
  'member.second_factor_added': {
    name: 'Second factor turned on',
    say: (_, what) => rich`${what} turned a second factor on`,
  },
  'member.second_factor_removed': {
    name: 'Second factor turned off',
    say: (who, what) => rich`${who} turned the second factor of ${what} off`,
  },
  'key.created': { name: 'Key made', say: (who, what) => rich`${who} made the key ${what}` },
  'key.requested': {
    name: 'Key asked for',
    say: (who, what) => rich`${who} asked for the key ${what}`,
  },
  'key.approved': {
    name: 'Key approved',
    say: (who, what) => rich`${who} approved the key ${what}`,
  },
  'key.denied': { name: 'Key denied', say: (who, what) => rich`${who} denied the key ${what}` },
  'key.collected': {
    name: 'Secret collected',
    say: (who, what) => rich`${who} collected the secret of ${what}`,
  },
  'key.renamed': { name: 'Key renamed', say: (who, what) => rich`${who} renamed a key to ${what}` },
  'key.disabled': {
    name: 'Key deactivated',
    say: (who, what) => rich`${who} deactivated the key ${what}`,
  },
  'key.enabled': {
    name: 'Key activated',
    say: (who, what) => rich`${who} activated the key ${what}`,
  },
  'key.revoked': { name: 'Key revoked', say: (who, what) => rich`${who} revoked the key ${what}` },
  'key.regenerated': {
    name: 'Key regenerated',
    say: (who, what) => rich`${who} regenerated the key ${what}`,
  },
  'key.deleted': { name: 'Key deleted', say: (who, what) => rich`${who} deleted the key ${what}` },
  'key.imported': {
    name: 'Key imported',
    say: (who, what) => rich`${who} imported the key ${what}`,
  },
  'webhook.created': {
    name: 'Webhook registered',
    say: (who, what) => rich`${who} registered the webhook ${what}`,
  },
  'webhook.paused': {
    name: 'Webhook paused',
    say: (who, what) => rich`${who} paused the webhook ${what}`,
  },
  'webhook.resumed': {
    name: 'Webhook resumed',
    say: (who, what) => rich`${who} resumed the webhook ${what}`,
  },
  'webhook.stopped': {
    name: 'Webhook stopped',
    say: (who, what) => rich`${who} stopped the webhook ${what}`,
  },
  'webhook.deleted': {
    name: 'Webhook deleted',
    say: (who, what) => rich`${who} deleted the webhook ${what}`,
  },
};

export const audit = {
  title: 'Audit log',
  about: 'Every change in this organisation, newest first. It cannot be altered unnoticed.',
  export: 'Export all',
  exported: (size: string) => `Exported as JSON lines, ${size}`,
  soFar: (size: string) => `${size} so far`,
  action: 'What happened',
  anything: 'Anything',
  since: 'From',
  until: 'To',
  by: (who: Rich) => rich`By ${who}`,
  aboutOne: (what: Rich) => rich`About ${what}`,
  onlyBy: (who: string) => `Show only what ${who} did`,
  onlyAbout: (what: string) => `Show only what happened to ${what}`,
  dropFilter: 'Show all again',
  none: 'Nothing of that kind happened',
  noneNext: 'Another choice or a longer time may show more.',
  clear: 'Clear the filters',
  when: 'When',
  entry: 'What',
  details: 'Details',
  system: 'The server',
  ip: 'Address',
  request: 'Request',
  nothing: 'nothing',
  never: 'never',
  yes: 'yes',
  no: 'no',
  fromTo: (from: string, to: string) => `${from} → ${to}`,
  fields: {
    name: 'Name',
    role: 'Role',
    permissions: 'Permissions',
    scopes: 'Permissions',
    apiAccess: 'API keys',
    ownerId: 'Owner',
    expiresAt: 'Expires',
    lastUsedAt: 'Last used',
    revoked: 'Keys revoked',
    reason: 'Reason',
    because: 'Because',
    successor: 'New key',
    graceSeconds: 'Grace in seconds',
    documentationUrl: 'API documentation',
    sessions: 'Sessions',
  } as Record<string, string>,
  actions,
};
