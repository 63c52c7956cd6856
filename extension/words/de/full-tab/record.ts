import type { FullTabWords } from '../../en/full-tab/index.ts';
import { counterFor } from '../../plural.ts';

const counted = counterFor('de');
const requests = (count: number) => counted(count, { one: 'Anfrage', other: 'Anfragen' });

export const record: FullTabWords['record'] = {
  title: 'Wofür er benutzt wurde',
  daysTitle: 'Die letzten 30 Tage',
  summary: (allowed, refused) =>
    `${requests(allowed)} erlaubt, ${refused} abgelehnt in den letzten 30 Tagen`,
  none: 'In den letzten 30 Tagen wurde er nicht benutzt.',
  day: 'Tag (UTC)',
  allowed: 'Erlaubt',
  refused: 'Abgelehnt',
  requestsTitle: 'Die letzten Anfragen',
  noRequests: 'Keine Anfrage ist aufgezeichnet.',
  when: 'Wann',
  request: 'Anfrage',
  notTold: 'Die API hat nicht gesagt, welche',
  asked: 'Gefragt nach',
  outcome: 'Ausgang',
  outcomes: {
    valid: 'Erlaubt',
    malformed: 'Kein Schlüssel von uns',
    not_found: 'Unbekannter Schlüssel',
    revoked: 'Widerrufen',
    expired: 'Abgelaufen',
    disabled: 'Deaktiviert',
    pending: 'Noch nicht genehmigt',
    api_access_off: 'API-Zugriff aus',
    member_inactive: 'Inhaber deaktiviert',
    insufficient_scope: 'Berechtigung fehlt',
    rate_limited: 'Zu viele',
  },
};
