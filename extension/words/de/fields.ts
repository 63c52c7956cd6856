/** What the server says of a field, in German: its sentences are the contract's own, in English. */

const SAID: [RegExp, string][] = [
  [/^must not be empty$/, 'darf nicht leer sein'],
  [/^must have at most (\d+) characters$/, 'höchstens $1 Zeichen'],
  [/^must have at least (\d+) characters$/, 'mindestens $1 Zeichen'],
  [/^must not contain control characters$/, 'keine Steuerzeichen'],
  [/^must be well-formed Unicode$/, 'muss gültiges Unicode sein'],
  [/^must not be a common password$/, 'kein häufiges Passwort'],
  [
    /^must not be a password that is known from data breaches$/,
    'kein Passwort, das aus Datenlecks bekannt ist',
  ],
  [
    /^must be more than the names of the person, the organisation or Keyturn$/,
    'mehr als die Namen der Person, der Organisation oder Keyturn',
  ],
  [/^must be an email address$/, 'muss eine E-Mail-Adresse sein'],
  [/^is too long$/, 'ist zu lang'],
  [/^must be a scope such as .+$/, 'muss eine Berechtigung sein, etwa tasks:read'],
  [/^must have at least one (?:scope|permission)$/, 'mindestens eine Berechtigung'],
  [/^must have at most (\d+) (?:scopes|permissions)$/, 'höchstens $1 Berechtigungen'],
  [/^turn on your own second factor first$/, 'zuerst den eigenen zweiten Faktor einschalten'],
  [/^must be in the future$/, 'muss in der Zukunft liegen'],
  [/^must be at most ten years$/, 'höchstens zehn Jahre'],
  [/^is the name of another role$/, 'so heißt schon eine andere Rolle'],
  [/^(\S+:\S+) is beyond the role .+$/, 'die Rolle erlaubt $1 nicht'],
  [/^(\S+:\S+) is not in the catalogue.*$/, '$1 ist nicht im Katalog'],
];

/** As it came where there is no German for it: it is all that is known. */
export function saidOfField(message: string): string {
  const known = SAID.find(([pattern]) => pattern.test(message));
  return known ? message.replace(...known) : message;
}
