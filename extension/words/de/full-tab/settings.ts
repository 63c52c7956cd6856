import type { FullTabWords } from '../../en/full-tab/index.ts';
import { rich } from '../../rich.ts';
import { keyCount } from '../plural.ts';

export const settings: FullTabWords['settings'] = {
  title: 'Einstellungen',
  presetBy: 'Von Ihrer Organisation festgelegt.',

  vault: {
    title: 'Schlüssel in diesem Browser',
    none: 'Hier erstellte Schlüssel sind vergessen, wenn der Browser schließt. Mit einem Tresor bleiben sie, nur auf diesem Computer, unter einer Passphrase versiegelt.',
    open: (time) =>
      `Der Tresor ist offen bis ${time}. Neue Schlüssel werden gleich darin aufbewahrt.`,
    locked: 'Der Tresor ist gesperrt: Seine Schlüssel lassen sich weder nutzen noch lesen.',
    setUp: 'Schlüssel im Tresor aufbewahren',
    passphraseHint: 'Mindestens 12 Zeichen. Niemand kann sie für Sie herausfinden.',
    repeat: 'Die Passphrase noch einmal',
    differs: 'Die beiden sind nicht gleich.',
    setUpDone: 'Der Tresor ist eingerichtet und offen',
    unlock: 'Entsperren',
    lock: 'Jetzt sperren',
    minutes: 'Sperren nach',
    minutesHint:
      'Gezählt ab dem letzten Handgriff in Keyturn. Das Sperren nimmt Schlüssel von den Tabs, in denen sie gesetzt sind. Auch das Schließen des Browsers sperrt.',
    after: (minutes) =>
      minutes % 60 === 0
        ? minutes === 60
          ? '1 Stunde'
          : `${minutes / 60} Stunden`
        : `${minutes} Minuten`,
    change: 'Passphrase ändern',
    changeTitle: 'Die Passphrase ändern',
    present: 'Jetzige Passphrase',
    next: 'Neue Passphrase',
    changed: 'Die Passphrase ist geändert',
    reset: 'Tresor zurücksetzen',
    resetTitle: 'Den Tresor zurücksetzen?',
    resetLocked:
      'Jeder Schlüssel darin ist dann in diesem Browser zerstört, und nichts bringt sein Geheimnis zurück. Wo sonst sie benutzt werden, gelten die Schlüssel weiter; um einen hier wieder zu nutzen, muss er neu erzeugt werden.',
    resetOpen:
      'Was er auf diesem Computer aufbewahrt, ist dann zerstört. Die Schlüssel bleiben nutzbar, bis dieser Browser schließt; danach hilft nur, sie neu zu erzeugen.',
    resetHeld: (keys) => `Bis dahin bleibt, was seit dem Sperren hinzukam: ${keyCount(keys)}.`,
    keep: 'Behalten',
    resetDone: 'Den Tresor gibt es nicht mehr',
  },

  clipboard: {
    title: 'Zwischenablage',
    seconds: 'Ein kopiertes Geheimnis leeren nach',
    never: 'Nie',
    after: (seconds) => (seconds < 120 ? `${seconds} Sekunden` : `${seconds / 60} Minuten`),
    about:
      'Geleert wird nur, was Keyturn kopiert hat, und nur, wenn es noch da ist. Ohne die Zwischenablage zu lesen, weiß Keyturn das nur, solange Sie in seinem Fenster bleiben.',
    allow: 'Keyturn in die Zwischenablage sehen lassen',
    allowed:
      'Keyturn darf in die Zwischenablage sehen: Es leert, was es kopiert hat, sobald wieder eines seiner Fenster vorne ist.',
    takeBack: 'Zurücknehmen',
    beyond:
      'Was ein Zwischenablage-Verlauf, ein anderes Gerät oder ein anderes Programm übernommen hat, bleibt dort.',
  },

  shortcuts: {
    title: 'Tastenkürzel',
    does: {
      _execute_action: 'Keyturn öffnen',
      'use-last-key': 'Den letzten Schlüssel der Website im Tab vorne nutzen; nochmals: den davor',
      stop: 'Den Schlüssel im Tab vorne beenden',
      lock: 'Den Tresor sperren',
    },
    none: 'Nicht gesetzt',
    about:
      'Sie wirken, solange der Browser vorne ist. Der Browser verwaltet sie und ändert sie auf einer eigenen Seite.',
    aboutFirefox:
      'Sie wirken, solange der Browser vorne ist. Zum Ändern about:addons öffnen, auf das Zahnrad klicken und die Tastenkombinationen für Erweiterungen wählen.',
    change: 'Tastenkürzel ändern',
  },

  hosts: {
    title: 'Websites',
    about: 'Keyturn fragt nach einer Website, wenn dort zuerst ein Schlüssel genutzt wird.',
    none: 'Keyturn darf auf keiner Website handeln.',
    giveBack: 'Zurückgeben',
    giveBackOf: (host) => `${host} zurückgeben`,
    given: (host) => `Keyturn darf auf ${host} nicht mehr handeln`,
  },

  sessions: {
    title: 'Angemeldet',
    about: 'Wo dieses Konto jetzt angemeldet ist.',
    here: 'Dieser Browser',
    elsewhere: 'Ein anderer Browser oder ein Programm',
    since: (since, until) => rich`seit ${since}, endet ${until}`,
    end: 'Abmelden',
    ended: 'Dort abgemeldet',
  },

  password: {
    title: 'Passwort',
    present: 'Jetziges Passwort',
    next: 'Neues Passwort',
    hint: 'Mindestens 12 Zeichen. Wo sonst Sie angemeldet sind, werden Sie abgemeldet.',
    change: 'Passwort ändern',
    changed: 'Das Passwort ist geändert',
  },

  server: {
    title: 'Server',
    version: (version) => `Keyturn ${version}`,
    language: 'Sprache und Farben sind die des Browsers.',
  },
};
