import type { FullTabWords } from '../../en/full-tab/index.ts';
import { rich } from '../../rich.ts';

const actions: FullTabWords['audit']['actions'] = {
  'org.created': {
    name: 'Organisation angelegt',
    say: (who, what) => rich`${who} hat ${what} angelegt`,
  },
  'org.updated': {
    name: 'Organisation geändert',
    say: (who, what) => rich`${who} hat die Einstellungen von ${what} geändert`,
  },
  'org.access_turned_on': {
    name: 'API-Zugriff eingeschaltet',
    say: (who, what) => rich`${who} hat den API-Zugriff für ${what} eingeschaltet`,
  },
  'org.access_turned_off': {
    name: 'API-Zugriff ausgeschaltet',
    say: (who, what) => rich`${who} hat den API-Zugriff für ${what} ausgeschaltet`,
  },
  'permissions.replaced': {
    name: 'Berechtigungen ersetzt',
    say: (who, what) => rich`${who} hat die Berechtigungen von ${what} ersetzt`,
  },
  'role.created': {
    name: 'Rolle erstellt',
    say: (who, what) => rich`${who} hat die Rolle ${what} erstellt`,
  },
  'role.updated': {
    name: 'Rolle geändert',
    say: (who, what) => rich`${who} hat die Rolle ${what} geändert`,
  },
  'role.deleted': {
    name: 'Rolle gelöscht',
    say: (who, what) => rich`${who} hat die Rolle ${what} gelöscht`,
  },
  'member.invited': {
    name: 'Mitglied eingeladen',
    say: (who, what) => rich`${who} hat ${what} eingeladen`,
  },
  'member.added': {
    name: 'Dienstmitglied hinzugefügt',
    say: (who, what) => rich`${who} hat das Dienstmitglied ${what} hinzugefügt`,
  },
  'member.joined': {
    name: 'Mitglied beigetreten',
    say: (_, what) => rich`${what} ist beigetreten`,
  },
  'member.updated': {
    name: 'Mitglied geändert',
    say: (who, what) => rich`${who} hat ${what} geändert`,
  },
  'member.deactivated': {
    name: 'Mitglied deaktiviert',
    say: (who, what) => rich`${who} hat ${what} deaktiviert`,
  },
  'member.reactivated': {
    name: 'Mitglied reaktiviert',
    say: (who, what) => rich`${who} hat ${what} reaktiviert`,
  },
  'member.keys_cleared': {
    name: 'Schlüssel entfernt',
    say: (who, what) => rich`${who} hat die Schlüssel von ${what} entfernt`,
  },
  'member.signed_in': { name: 'Angemeldet', say: (_, what) => rich`${what} hat sich angemeldet` },
  'member.session_ended': {
    name: 'Sitzung beendet',
    say: (who, what) => rich`${who} hat eine Sitzung von ${what} beendet`,
  },
  'member.password_changed': {
    name: 'Passwort geändert',
    say: (who, what) => rich`${who} hat das Passwort von ${what} geändert`,
  },
  'member.reset_code_issued': {
    name: 'Rücksetzcode ausgestellt',
    say: (who, what) => rich`${who} hat einen Rücksetzcode für ${what} ausgestellt`,
  },
  'member.second_factor_added': {
    name: 'Zweiter Faktor eingeschaltet',
    say: (_, what) => rich`${what} hat einen zweiten Faktor eingeschaltet`,
  },
  'member.second_factor_removed': {
    name: 'Zweiter Faktor ausgeschaltet',
    say: (who, what) => rich`${who} hat den zweiten Faktor von ${what} ausgeschaltet`,
  },
  'key.created': {
    name: 'Schlüssel erstellt',
    say: (who, what) => rich`${who} hat den Schlüssel ${what} erstellt`,
  },
  'key.requested': {
    name: 'Um Schlüssel gebeten',
    say: (who, what) => rich`${who} hat um den Schlüssel ${what} gebeten`,
  },
  'key.approved': {
    name: 'Schlüssel genehmigt',
    say: (who, what) => rich`${who} hat den Schlüssel ${what} genehmigt`,
  },
  'key.denied': {
    name: 'Schlüssel abgelehnt',
    say: (who, what) => rich`${who} hat den Schlüssel ${what} abgelehnt`,
  },
  'key.collected': {
    name: 'Geheimnis abgeholt',
    say: (who, what) => rich`${who} hat das Geheimnis von ${what} abgeholt`,
  },
  'key.renamed': {
    name: 'Schlüssel umbenannt',
    say: (who, what) => rich`${who} hat einen Schlüssel in ${what} umbenannt`,
  },
  'key.disabled': {
    name: 'Schlüssel deaktiviert',
    say: (who, what) => rich`${who} hat den Schlüssel ${what} deaktiviert`,
  },
  'key.enabled': {
    name: 'Schlüssel aktiviert',
    say: (who, what) => rich`${who} hat den Schlüssel ${what} aktiviert`,
  },
  'key.revoked': {
    name: 'Schlüssel widerrufen',
    say: (who, what) => rich`${who} hat den Schlüssel ${what} widerrufen`,
  },
  'key.regenerated': {
    name: 'Schlüssel neu erzeugt',
    say: (who, what) => rich`${who} hat den Schlüssel ${what} neu erzeugt`,
  },
  'key.deleted': {
    name: 'Schlüssel gelöscht',
    say: (who, what) => rich`${who} hat den Schlüssel ${what} gelöscht`,
  },
  'key.imported': {
    name: 'Schlüssel übernommen',
    say: (who, what) => rich`${who} hat den Schlüssel ${what} übernommen`,
  },
  'webhook.created': {
    name: 'Webhook registriert',
    say: (who, what) => rich`${who} hat den Webhook ${what} registriert`,
  },
  'webhook.paused': {
    name: 'Webhook pausiert',
    say: (who, what) => rich`${who} hat den Webhook ${what} pausiert`,
  },
  'webhook.resumed': {
    name: 'Webhook fortgesetzt',
    say: (who, what) => rich`${who} hat den Webhook ${what} fortgesetzt`,
  },
  'webhook.stopped': {
    name: 'Webhook gestoppt',
    say: (who, what) => rich`${who} hat den Webhook ${what} gestoppt`,
  },
  'webhook.deleted': {
    name: 'Webhook gelöscht',
    say: (who, what) => rich`${who} hat den Webhook ${what} gelöscht`,
  },
};

export const audit: FullTabWords['audit'] = {
  title: 'Protokoll',
  about:
    'Jede Änderung in dieser Organisation, die neueste zuerst. Unbemerkt ändern lässt es sich nicht.',
  export: 'Alles exportieren',
  exported: (size) => `Als JSON-Zeilen exportiert, ${size}`,
  soFar: (size) => `${size} bis jetzt`,
  action: 'Was geschah',
  anything: 'Alles',
  since: 'Von',
  until: 'Bis',
  by: (who) => rich`Von ${who}`,
  aboutOne: (what) => rich`Über ${what}`,
  onlyBy: (who) => `Nur zeigen, was ${who} getan hat`,
  onlyAbout: (what) => `Nur zeigen, was mit ${what} geschah`,
  dropFilter: 'Wieder alles zeigen',
  none: 'Nichts dergleichen ist geschehen',
  noneNext: 'Eine andere Wahl oder ein längerer Zeitraum zeigt vielleicht mehr.',
  clear: 'Filter leeren',
  when: 'Wann',
  entry: 'Was',
  details: 'Einzelheiten',
  system: 'Der Server',
  ip: 'Adresse',
  request: 'Anfrage',
  nothing: 'nichts',
  never: 'nie',
  yes: 'ja',
  no: 'nein',
  fromTo: (from, to) => `${from} → ${to}`,
  fields: {
    name: 'Name',
    role: 'Rolle',
    permissions: 'Berechtigungen',
    scopes: 'Berechtigungen',
    apiAccess: 'API-Schlüssel',
    ownerId: 'Inhaber',
    expiresAt: 'Läuft ab',
    lastUsedAt: 'Zuletzt benutzt',
    revoked: 'Widerrufene Schlüssel',
    reason: 'Grund',
    because: 'Weil',
    successor: 'Neuer Schlüssel',
    graceSeconds: 'Frist in Sekunden',
    documentationUrl: 'API-Dokumentation',
    sessions: 'Sitzungen',
  },
  actions,
};
