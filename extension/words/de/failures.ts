import { type FailureTable, hostsOf, plain, scopesIn } from '../failure-words.ts';
import { hostOf, listed, sentence } from '../text.ts';
import { inSpan } from '../times.ts';
import { saidOfField } from './fields.ts';

const CALLER_BUG =
  'Die Erweiterung aktualisieren. Bleibt es dabei, hilft, wer den Server betreibt.';
const RUNS_SERVER = 'Erneut versuchen. Bleibt es dabei, hilft, wer den Server betreibt.';
const ASK_ADMIN = 'Ein Admin der Organisation kann helfen.';

const refusals: FailureTable['refusals'] = {
  invalid_input: ({ errors: [first] }) => ({
    what: first
      ? `Der Server nimmt das nicht an: ${saidOfField(first.message)}.`
      : 'Der Server nimmt diese Eingabe nicht an.',
    next: 'Die markierte Eingabe ändern und erneut versuchen.',
  }),
  invalid_json: plain(
    'Der Server konnte nicht lesen, was die Erweiterung geschickt hat.',
    CALLER_BUG,
  ),
  body_too_large: plain(
    'Das ist mehr, als der Server auf einmal annimmt.',
    'Kürzen und erneut versuchen.',
  ),
  unsupported_media_type: plain(
    'Der Server konnte nicht lesen, was die Erweiterung geschickt hat.',
    CALLER_BUG,
  ),
  malformed_request: plain(
    'Der Server konnte nicht lesen, was die Erweiterung geschickt hat.',
    CALLER_BUG,
  ),
  headers_too_large: plain(
    'Der Server konnte nicht lesen, was die Erweiterung geschickt hat.',
    CALLER_BUG,
  ),
  request_too_slow: plain(
    'Die Anfrage kam nicht rechtzeitig beim Server an.',
    'Verbindung prüfen und erneut versuchen.',
  ),
  not_found: plain(
    'Das gibt es nicht mehr, oder es ist für Sie nicht mehr sichtbar.',
    'In der Liste nachsehen: Vielleicht wurde es anderswo gelöscht.',
  ),
  method_not_allowed: plain('Dieser Server bietet das nicht an.', 'Den Server aktualisieren.'),
  rate_limited: ({ retryAfter }) => ({
    what: 'Zu viele Versuche.',
    next:
      retryAfter === null
        ? 'Später erneut versuchen.'
        : `${sentence(inSpan(retryAfter))} Dann erneut versuchen.`,
  }),
  internal: plain('Der Server hat versagt.', RUNS_SERVER),
  storage_full: plain(
    'Die Festplatte des Servers ist voll, nichts wurde gespeichert.',
    'Wer den Server betreibt, muss Platz schaffen.',
  ),
  not_ready: plain('Der Server kann gerade nichts speichern.', RUNS_SERVER),

  credentials_missing: plain('Sie sind abgemeldet.', 'Erneut anmelden.'),
  credentials_invalid: plain('Ihre Sitzung ist beendet.', 'Erneut anmelden.'),
  credentials_wrong: plain(
    'Die E-Mail oder das Passwort ist falsch.',
    'Beides prüfen. Ein Admin weiß, mit welcher E-Mail Sie eingeladen wurden.',
  ),
  session_required: plain('Das kann nur eine angemeldete Person.', 'Erneut anmelden.'),
  scope_missing: plain('Ihre Rolle erlaubt das nicht.', ASK_ADMIN),
  admin_only: plain('Das darf nur ein Admin.', ASK_ADMIN),

  setup_done: plain('Dieser Server ist schon eingerichtet.', 'Stattdessen anmelden.'),
  setup_code_wrong: plain(
    'Der Einrichtungscode ist falsch.',
    'Er steht im Terminal des Servers, seit dieser gestartet ist.',
  ),

  second_factor_required: plain(
    'Dieses Konto meldet sich mit einem zweiten Faktor an.',
    'Den Code eingeben, den Ihre Authenticator-App jetzt zeigt.',
  ),
  second_factor_wrong: plain(
    'Dieser Code ist falsch, verbraucht oder abgelaufen.',
    'Den Code eingeben, den Ihre Authenticator-App jetzt zeigt, oder einen Wiederherstellungscode.',
  ),
  second_factor_missing: plain(
    'Ihre Organisation verlangt einen zweiten Faktor, und Sie haben keinen.',
    'In den Einstellungen einen einschalten.',
  ),
  second_factor_on: plain(
    'Ihr zweiter Faktor ist schon eingeschaltet.',
    'Die Einstellungen neu ansehen.',
  ),
  second_factor_not_begun: plain(
    'Es gibt keinen zweiten Faktor zu bestätigen oder auszuschalten.',
    'Die Einstellungen neu ansehen.',
  ),
  reset_code_wrong: plain(
    'Dieser Rücksetzcode ist falsch, verbraucht oder abgelaufen.',
    'Wer den Server betreibt, kann einen neuen ausstellen. Ist er schon benutzt, gilt das damals gewählte Passwort.',
  ),
  password_wrong: plain('Das jetzige Passwort ist falsch.', 'Noch einmal eingeben.'),
  email_taken: plain('Diese Person ist schon Mitglied.', 'Eine andere E-Mail nehmen.'),
  invitation_invalid: plain(
    'Diese Einladung ist unbekannt, verbraucht oder abgelaufen.',
    'Den Code prüfen, oder einen Admin um einen neuen bitten.',
  ),
  last_admin: plain(
    'Eine Organisation braucht mindestens einen aktiven Admin.',
    'Zuerst jemand anderen zum Admin machen.',
  ),
  role_in_use: plain('Mitglieder haben diese Rolle noch.', 'Ihnen zuerst eine andere geben.'),
  role_built_in: plain(
    'Eine eingebaute Rolle lässt sich so nicht ändern.',
    'Eine eigene Rolle anlegen.',
  ),
  name_taken: plain('Dieser Name ist schon vergeben.', 'Einen anderen Namen wählen.'),

  api_access_off: plain(
    'Der API-Zugriff ist für Sie ausgeschaltet, deshalb gilt keiner Ihrer Schlüssel.',
    'Ein Admin der Organisation kann ihn einschalten.',
  ),
  scope_beyond_role: ({ detail }) => {
    const scopes = scopesIn(detail);
    return {
      what:
        scopes.length > 0
          ? `Ihre Rolle erlaubt ${listed(scopes)} nicht.`
          : 'Ihre Rolle erlaubt einige dieser Berechtigungen nicht.',
      next: 'Sie herausnehmen, oder einen Admin bitten, die Rolle zu ändern.',
    };
  },
  scope_invalid: plain(
    'Das Gateway verlangt etwas, das keine Berechtigung ist.',
    'Wer die API betreibt, kann es richten.',
  ),
  scope_unknown: ({ detail }) => {
    const scopes = scopesIn(detail);
    return {
      what:
        scopes.length > 0
          ? `Die Organisation kennt ${listed(scopes)} nicht.`
          : 'Einige dieser Berechtigungen gibt es nicht mehr.',
      next: 'Dieses Formular neu öffnen: Es zeigt dann die jetzige Liste.',
    };
  },
  expiry_in_past: plain('Der Ablauf liegt in der Vergangenheit.', 'Ein späteres Datum wählen.'),
  immutable: plain(
    'Dieser Teil eines Schlüssels ändert sich nie.',
    'Stattdessen einen anderen Schlüssel erstellen.',
  ),
  key_revoked: plain('Der Schlüssel ist endgültig widerrufen.', 'Einen anderen erstellen.'),
  key_expired: plain('Der Schlüssel ist endgültig abgelaufen.', 'Einen anderen erstellen.'),
  key_not_approved: plain(
    'Ein Admin hat diesen Schlüssel nicht genehmigt, oder sein Geheimnis wurde schon abgeholt.',
    'In der Liste nachsehen.',
  ),
  policy_expiry_required: plain('Die Organisation verlangt einen Ablauf.', 'Einen wählen.'),
  policy_lifetime_too_long: plain(
    'So lange darf in dieser Organisation kein Schlüssel gelten.',
    'Einen früheren Ablauf wählen.',
  ),
  policy_too_many_keys: plain(
    'Mehr aktive Schlüssel erlaubt die Organisation nicht.',
    'Einen widerrufen, der nicht mehr gebraucht wird.',
  ),
  disabled_by_admin: plain(
    'Ein Admin hat diesen Schlüssel deaktiviert.',
    'Nur ein Admin kann ihn wieder aktivieren.',
  ),

  webhook_target_refused: plain(
    'An diese Adresse werden keine Ereignisse geschickt.',
    'Eine Adresse nehmen, die aus dem Internet erreichbar ist.',
  ),
  webhook_limit_reached: plain(
    'Dieses Mitglied hat schon so viele Webhooks, wie erlaubt sind.',
    'Zuerst einen löschen, der nicht mehr gebraucht wird.',
  ),
  webhook_key_missing: plain(
    'Ein Webhook gehört immer zu einem Schlüssel.',
    'Einen Schlüssel wählen.',
  ),

  key_pending: plain(
    'Ein Admin muss diesen Schlüssel erst genehmigen.',
    'Er steht in der Liste. Ein Admin der Organisation kann ihn genehmigen.',
  ),
  key_disabled: plain('Der Schlüssel ist deaktiviert.', 'Ihn zuerst aktivieren.'),
  key_suspended: plain(
    'Der Schlüssel ist ausgesetzt: Sein Inhaber hat zurzeit keinen API-Zugriff.',
    'Ein Admin der Organisation kann den API-Zugriff einschalten.',
  ),
  tab_key_needs_approval: plain(
    'Hier muss jeder Schlüssel genehmigt werden. Einer für eine Stunde geht deshalb nicht.',
    'Einen Schlüssel erstellen und in diesem Tab nutzen, sobald er genehmigt ist.',
  ),
  no_membership: plain(
    'Dieses Konto gehört hier zu keiner Organisation.',
    'Ein Admin der Organisation kann Sie einladen oder aktivieren.',
  ),
};

const kinds: FailureTable['kinds'] = {
  'no-answer': ({ address }) => ({
    what: `Keine Antwort von ${hostOf(address)}.`,
    next: 'Prüfen, ob der Server läuft und dieser Rechner ihn erreicht.',
  }),
  'no-secure-answer': ({ address }) => ({
    what: `Keine Antwort von ${hostOf(address)} über https, oder keine, deren Zertifikat der Browser annimmt.`,
    next: `${address} in einem Tab öffnen: Der Browser sagt dort, ob es am Zertifikat oder am Server liegt.`,
  }),
  'bad-address': plain(
    'Das ist keine Adresse.',
    'Gesucht ist eine wie http://127.0.0.1:4777 oder keys.example.com.',
  ),
  'other-server-preset': ({ address }) => ({
    what: `Die Organisation lässt diesen Browser nur mit ${hostOf(address)} verbinden.`,
    next: 'Mit diesem Server verbinden. Einen anderen kann festlegen, wer diesen Browser verwaltet.',
  }),
  'not-keyturn': ({ address }) => ({
    what: `${hostOf(address)} antwortet, ist aber kein Keyturn-Server.`,
    next: 'Adresse und Port prüfen.',
  }),
  'too-old': ({ address, version }) => ({
    what: `Der Server ${hostOf(address)} ist zu alt (${version}).`,
    next: 'Den Server aktualisieren.',
  }),
  'too-new': ({ address, version }) => ({
    what: `Der Server ${hostOf(address)} (${version}) ist neuer als diese Erweiterung.`,
    next: 'Die Erweiterung aktualisieren.',
  }),
  'signed-out': plain('Sie sind abgemeldet.', 'Erneut anmelden.'),
  'permission-missing': ({ origins }) => ({
    what: `Der Browser erlaubt Keyturn nichts auf ${listed(hostsOf(origins))}.`,
    next: 'Noch einmal „In diesem Tab nutzen“ drücken und es erlauben.',
  }),
  'not-in-this-browser': plain(
    'Das Geheimnis dieses Schlüssels ist nicht in diesem Browser.',
    'Den Schlüssel neu erzeugen, oder hier einen anderen erstellen.',
  ),
  'passphrase-wrong': plain(
    'Die Passphrase öffnet nicht, was hier aufbewahrt ist.',
    'Noch einmal eingeben. Ist sie verloren, den Tresor zurücksetzen und seine Schlüssel neu erzeugen.',
  ),
  'passphrase-short': ({ least }) => ({
    what: 'Die Passphrase ist zu kurz.',
    next: `Mindestens ${least} Zeichen. Vier oder fünf Wörter lassen sich gut merken.`,
  }),
  'vault-damaged': plain(
    'Was dieser Browser vom Tresor aufbewahrt hat, ist nicht lesbar.',
    'Den Tresor in den Einstellungen zurücksetzen und die Schlüssel darin neu erzeugen.',
  ),
  'vault-locked': plain(
    'Die Schlüssel in diesem Browser sind gesperrt.',
    'Entsperren und noch einmal versuchen.',
  ),
  'tab-gone': plain(
    'Der Tab ist geschlossen oder zeigt eine andere Seite.',
    'Die Seite wieder öffnen und es dort versuchen.',
  ),
  'nothing-used-here': plain(
    'Auf dieser Website wurde noch kein Schlüssel genutzt.',
    'Einen auswählen und hier einmal nutzen.',
  ),
  'other-tabs-key': plain(
    'Dieser Schlüssel ist nur für einen anderen Tab.',
    'Für diesen Tab einen eigenen erstellen oder einen anderen wählen.',
  ),
  'form-not-filled': plain(
    'Das Formular der Seite hat den Schlüssel nicht angenommen.',
    'Den Schlüssel stattdessen in diesem Tab nutzen: dazu muss die Seite nichts tun.',
  ),
  'no-api-document': ({ url }) => ({
    what: `Unter ${url} ist kein API-Dokument zu lesen.`,
    next: 'Nötig ist die Adresse eines OpenAPI-Dokuments in JSON oder YAML, das diese Seite lesen darf.',
  }),
  'export-interrupted': plain(
    'Der Export wurde unterbrochen, nichts wurde gespeichert.',
    'Noch einmal exportieren.',
  ),
  internal: ({ detail }) => ({
    what: `Die Erweiterung hat versagt: ${sentence(detail || 'kein Grund bekannt')}`,
    next: 'Dies schließen und wieder öffnen. Bleibt es dabei, die Erweiterung neu laden.',
  }),
};

export const failures: FailureTable = {
  refusals,
  kinds,
  // Nichts Eigenes ist dazu bekannt: Es bleibt, was der Server sagt.
  unknown: ({ title, detail }) => ({ what: sentence(detail || title), next: RUNS_SERVER }),
  atField: (label, message) => sentence(`${label}: ${saidOfField(message)}`),
  notEmpty: (label) => `${label} darf nicht leer sein.`,
};
