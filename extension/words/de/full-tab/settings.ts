import type { FullTabWords } from '../../en/full-tab/index.ts';
import { counterFor } from '../../plural.ts';
import { rich } from '../../rich.ts';
import { keyCount } from '../plural.ts';

const counted = counterFor('de');
const codeCount = (count: number) =>
  counted(count, { one: 'Wiederherstellungscode', other: 'Wiederherstellungscodes' });

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
    since: (used, since, until) =>
      rich`zuletzt benutzt ${used}, angemeldet ${since}, endet spätestens ${until}`,
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

  secondFactor: {
    title: 'Zweiter Faktor',
    off: 'Aus: Ihr Passwort allein meldet Sie an.',
    about:
      'Mit einem zweiten Faktor verlangt die Anmeldung auch einen Code aus einer Authenticator-App auf Ihrem Telefon oder Computer. Wer nur Ihr Passwort erfahren hat, bleibt dann draußen.',
    turnOn: 'Einschalten',
    turnOnTitle: 'Zweiten Faktor einschalten',
    turnOnAbout: 'Dazu muss eine Authenticator-App zur Hand sein. Zuerst Ihr Passwort.',
    next: 'Weiter',
    password: 'Ihr Passwort',
    scan: 'Mit der Authenticator-App scannen, dann den Code eingeben, den sie zeigt.',
    qrCode: 'QR-Code mit dem Geheimnis, das daneben als Text steht',
    orType: 'Oder das Geheimnis dort eintippen:',
    copySecret: 'Geheimnis kopieren',
    firstCode: 'Erster Code',
    firstCodeHint: (time) =>
      `Sechs Ziffern, bis ${time}. Ihre anderen Browser werden dann abgemeldet.`,
    isOn: 'Der zweite Faktor ist eingeschaltet',
    codesAbout:
      'Diese Wiederherstellungscodes dort aufbewahren, wo die Authenticator-App nicht ist: Jeder ersetzt einmal einen Code. Sie sind zu sehen, bis Sie auf Fertig drücken, danach nicht mehr.',
    copyCodes: 'Alle kopieren',
    download: 'Herunterladen',
    codesFileName: 'keyturn-wiederherstellungscodes.txt',
    codesFile: (account, day) =>
      `Wiederherstellungscodes für Keyturn\n${account}\nErstellt am ${day}. Jeder gilt einmal, anstelle eines Codes aus der Authenticator-App.`,
    codesLost:
      'Diesen Tab zu schließen verliert nichts, den Browser zu schließen schon. Verlorene Codes sind nicht noch einmal zu sehen: Neue gibt es, wenn der zweite Faktor aus- und wieder eingeschaltet wird.',
    done: 'Fertig',
    leaveQuestion: 'Ohne die Wiederherstellungscodes gehen?',
    leaveAbout:
      'Sie sind weder kopiert noch heruntergeladen und nicht noch einmal zu sehen. Ohne sie sperrt eine verlorene Authenticator-App Sie aus.',
    stay: 'Zurück',
    leave: 'Gehen',
    onSince: (day) => `Eingeschaltet seit ${day}.`,
    left: (codes) => `${codeCount(codes)} übrig.`,
    few: (codes) =>
      codes === 0
        ? 'Kein Wiederherstellungscode ist mehr übrig'
        : `Nur noch ${codeCount(codes)} übrig`,
    fewNext: 'Neue gibt es, wenn der zweite Faktor aus- und wieder eingeschaltet wird.',
    turnOff: 'Ausschalten',
    turnOffQuestion: 'Den zweiten Faktor ausschalten?',
    turnOffAbout:
      'Dann meldet Sie Ihr Passwort allein an, und die Wiederherstellungscodes sind ungültig. Eine Organisation, die einen zweiten Faktor verlangt, zeigt Ihnen nichts, bis wieder einer eingeschaltet ist.',
    keep: 'Behalten',
    code: 'Code aus Ihrer Authenticator-App',
    codeHint: 'Auch ein Wiederherstellungscode geht.',
    isOff: 'Der zweite Faktor ist ausgeschaltet',
  },

  server: {
    title: 'Server',
    version: (version) => `Keyturn ${version}`,
    language: 'Sprache und Farben sind die des Browsers.',
  },
};
