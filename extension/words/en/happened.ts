import { type Rich, rich } from '../rich.ts';

export const happened = {
  title: 'What happened',
  nothingYet: 'No request has carried the key yet. Send one on the page.',
  noAnswer: 'no answer',
  answered: (status: number) => `answered ${status}`,
  at: (host: Rich) => rich`at ${host}`,

  needs: (scopes: Rich) => rich`needs ${scopes}`,
  needsAndHas: (scopes: Rich, own: Rich) => rich`needs ${scopes}; this key has ${own}`,
  nothing: 'nothing',
  more: (count: number) => `${count} more`,
  refused: 'the API did not take the key',
  says: (reason: Rich) => rich`the API says: ${reason}`,
  sawNoKey: 'the API saw no key',
  next: {
    'no-answer': 'The API may be away, or it refuses calls from this page (CORS).',
    'no-key': 'Stop, and choose the header that this API takes keys in.',
    scope: 'Use a key that may do this, or create one.',
    key: 'Use another key.',
  },
  /** By the check's code. */
  reasons: {
    malformed: { why: 'this is not a whole key', next: 'Use another key.' },
    not_found: { why: 'its server does not know the key', next: 'Use a key of that server.' },
    revoked: { why: 'the key is revoked', next: 'Create a new one.' },
    expired: { why: 'the key has expired', next: 'Create a new one.' },
    disabled: { why: 'the key is deactivated', next: 'Activate it under Keys.' },
    pending: { why: 'the key is not approved yet', next: 'An admin has to approve it.' },
    api_access_off: {
      why: 'API access is off for the key’s owner',
      next: 'Ask an admin to turn it on.',
    },
    member_inactive: {
      why: 'the key’s owner is deactivated',
      next: 'Ask an admin to activate them.',
    },
  },
};
