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
  changeServer: 'Change server',
  signOut: 'Sign out',

  serverIs: {
    asking: (address: string) => `${address}: asking`,
    answers: (address: string) => `${address}: answers`,
    problem: (address: string) => `${address}: no answer`,
  },
  noAnswerFrom: (host: string) => `No answer from ${host}`,
  serverSilent: 'The server does not answer',
};
