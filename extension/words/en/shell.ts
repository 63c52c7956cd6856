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
