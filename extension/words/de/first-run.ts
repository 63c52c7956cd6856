import type { FirstRunWords } from '../en/first-run.ts';
import { rich } from '../rich.ts';

export const firstRun: FirstRunWords = {
  connectTitle: 'Mit dem Keyturn-Server verbinden',
  connectAbout:
    'Der Server stellt API-Schlüssel aus und prüft sie. Wer ihn betreibt, kennt seine Adresse.',
  address: 'Serveradresse',
  looking: 'Server wird gesucht',
  found: (server, address) => rich`${server} unter ${address}`,
  lostTitle: 'Sie wurden abgemeldet',
  lostAbout:
    'Die Sitzung war zu Ende oder wurde anderswo beendet. Schlüssel, die nur im Speicher waren, sind aus diesem Browser verschwunden. Melden Sie sich neu an.',
  plainHttp: 'Passwörter und Schlüssel gehen unversiegelt zu diesem Server',
  plainHttpNext:
    'Unterwegs kann sie jeder lesen. Eine https-Adresse nehmen, oder beim Betreiber des Servers danach fragen.',
  preset: 'Von Ihrer Organisation festgelegt.',
  continue: 'Weiter',
  changeServer: 'Server wechseln',

  setUpTitle: 'Server einrichten',
  setUp: 'Einrichten',
  setUpAbout: 'Dieser Server ist noch nicht eingerichtet. Sie werden sein erster Admin.',
  setupCode: 'Einrichtungscode',
  setupCodeHint: 'Der Server hat ihn beim Start in seinem Terminal ausgegeben.',
  organisation: 'Organisation',
  organisationHint: 'Ihr Team oder Ihre Firma.',
  yourName: 'Ihr Name',
  email: 'E-Mail',
  password: 'Passwort',
  passwordHint: 'Mindestens 12 Zeichen.',

  signIn: 'Anmelden',
  haveInvitation: 'Ich habe eine Einladung',
  haveResetCode: 'Ich habe einen Rücksetzcode',
  secondFactorCode: 'Code aus Ihrer Authenticator-App',
  secondFactorHint: 'Dieses Konto hat einen zweiten Faktor. Auch ein Wiederherstellungscode geht.',
  passwordReset: 'Ihr neues Passwort ist gesetzt',
  passwordResetNext: 'Melden Sie sich damit an.',
  setUpMeanwhile: 'Dieser Server ist inzwischen eingerichtet',
  setUpMeanwhileNext: 'Jetzt anmelden, oder einen Admin um eine Einladung bitten.',

  acceptTitle: 'Einladung annehmen',
  accept: 'Annehmen und anmelden',
  invitationCode: 'Einladungscode',
  invitationCodeHint: 'Der Admin, der Sie eingeladen hat, kennt ihn.',
  invitedPasswordHint:
    'Ein neues mit mindestens 12 Zeichen. Wer auf diesem Server schon ein Konto hat: dessen Passwort.',

  resetTitle: 'Neues Passwort wählen',
  reset: 'Setzen und anmelden',
  resetAbout: (command) =>
    rich`Für ein vergessenes Passwort. Den Code erstellt, wer den Server betreibt, mit ${command}.`,
  resetCode: 'Rücksetzcode',
  newPassword: 'Neues Passwort',

  havePassword: 'Ich habe schon ein Passwort',
};
