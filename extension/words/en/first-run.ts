import { type Rich, rich } from '../rich.ts';

const PASSWORD_RULE = 'At least 12 characters.';

export type FirstRunWords = typeof firstRun;

export const firstRun = {
  connectTitle: 'Connect to your Keyturn server',
  connectAbout:
    'The server issues and checks your API keys. Whoever runs it can tell you its address.',
  address: 'Server address',
  looking: 'Looking for a server',
  found: (server: Rich, address: Rich) => rich`${server} at ${address}`,
  lostTitle: 'You were signed out',
  lostAbout:
    'The session had ended, or was ended from elsewhere. Keys that were only in memory are gone from this browser. Sign in again.',
  plainHttp: 'Passwords and keys go to this server unsealed',
  plainHttpNext:
    'Anyone on the way can read them. Use an https address, or ask whoever runs the server for one.',
  preset: 'Set by your organisation.',
  continue: 'Continue',
  changeServer: 'Change server',

  setUpTitle: 'Set up the server',
  setUp: 'Set up',
  setUpAbout: 'Nobody has set up this server yet. You become its first admin.',
  setupCode: 'Setup code',
  setupCodeHint: 'The server printed it in its terminal when it started.',
  organisation: 'Organisation',
  organisationHint: 'Your team or company.',
  yourName: 'Your name',
  email: 'Email',
  password: 'Password',
  passwordHint: PASSWORD_RULE,

  signIn: 'Sign in',
  haveInvitation: 'I have an invitation',
  haveResetCode: 'I have a reset code',
  secondFactorCode: 'Code from your authenticator',
  secondFactorHint: 'This account has a second factor. A recovery code works, too.',
  passwordReset: 'Your new password is set',
  passwordResetNext: 'Sign in with it.',
  setUpMeanwhile: 'This server has been set up meanwhile',
  setUpMeanwhileNext: 'Sign in, or ask an admin for an invitation.',

  acceptTitle: 'Accept an invitation',
  accept: 'Accept and sign in',
  invitationCode: 'Invitation code',
  invitationCodeHint: 'The admin who invited you has it.',
  invitedPasswordHint:
    'Choose one: at least 12 characters. If you already have an account on this server, its password.',

  resetTitle: 'Choose a new password',
  reset: 'Set it and sign in',
  resetAbout: (command: Rich) =>
    rich`For a forgotten password. Whoever runs the server makes the code, with ${command}.`,
  resetCode: 'Reset code',
  newPassword: 'New password',

  havePassword: 'I have a password already',
};
