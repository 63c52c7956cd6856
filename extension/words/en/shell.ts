import { type Rich, rich } from '../rich.ts';

export const shell = {
  places: 'Places',
  keys: 'Keys',
  thisTab: 'This tab',
  access: 'Access',

  waiting: (count: number) => `, ${count} waiting`,

  account: 'Account',
  role: (name: string) => `Role: ${name}`,
  organisation: 'Organisation',
  otherFrames: 'Open elsewhere',
  openSidePanel: 'Open in side panel',
  openFullTab: 'Open full page',
  settings: 'Settings',
  documentation: 'Documentation',
  ownDocumentation: 'API documentation',
  keyturnDocs: 'Keyturn’s API, to try out',
  keyturnReference: 'Keyturn’s API, reference',
  changeServer: 'Change server',
  signOut: 'Sign out',

  secondFactor: {
    missing: (org: Rich) => rich`${org} asks for a second factor`,
    missingAbout:
      'You have none yet, so you reach nothing here. Turn one on, with any authenticator app. Your keys go on working meanwhile.',
    turnOn: 'Turn on a second factor',
  },

  clock: {
    behind: (span: string) => `This computer’s clock is ${span} behind the server’s`,
    ahead: (span: string) => `This computer’s clock is ${span} ahead of the server’s`,
    next: 'When keys end and were used is shown wrong by that much. Set the clock.',
  },
  serverIs: {
    asking: (address: string) => `${address}: asking`,
    answers: (address: string) => `${address}: answers`,
    problem: (address: string) => `${address}: no answer`,
  },
  noAnswerFrom: (host: string) => `No answer from ${host}`,
  serverSilent: 'The server does not answer',
};
