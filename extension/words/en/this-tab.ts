import { type Rich, rich } from '../rich.ts';

export const thisTab = {
  title: 'This tab',
  looking: 'Looking at the page',
  page: 'Page',
  untitled: 'Untitled page',
  pageAt: (origin: Rich) => rich`Page at ${origin}`,
  apiPageAt: (kind: string, origin: Rich) => rich`${kind} page at ${origin}`,
  use: 'Use on this tab',
  stop: 'Stop',
  inUse: (key: Rich, hosts: Rich, header: Rich) =>
    rich`${key} is set for ${hosts} on this tab, as ${header}, until you close it.`,
  tabKey: (time: string) =>
    `It is for this tab only and is revoked with it, at ${time} at the latest.`,

  key: 'Key',
  hosts: 'API hosts',
  ownHost: ' this page’s own',
  noHost: 'Choose at least one host that the key goes to.',
  otherHost: 'Another host',
  hostAddress: 'Address of the API',
  hostExample: 'https://api.example.com',
  addHost: 'Add host',
  noAddress: 'This is not a web address.',
  header: 'Header',
  asBearer: ', as Bearer',
  about:
    'The browser adds the key to this tab’s requests to the chosen hosts. The page is not given the secret. The browser may ask you to allow these sites.',

  noKey: 'No key to use in this browser',
  /** By the vault's state; a locked one says so itself. */
  noKeyAbout: {
    none: 'Keyturn keeps a secret only until the browser closes, so only keys made or regenerated here since it was opened can be set on a tab.',
    open: 'Only keys made or regenerated in this browser can be set on a tab, and no active one is kept here.',
  },
  create: 'Create key',
  regenerateOne: 'Regenerate one of your keys',

  ended: (key: Rich, why: string) => rich`${key} is no longer set: ${why}.`,
  whyEnded: {
    'left-site': {
      why: 'the tab left the site that it was set on',
      next: 'Use it again here if this page should have it.',
    },
    'key-stopped': {
      why: 'the key stopped working',
      next: 'Look at it under Keys, or use another one.',
    },
    locked: {
      why: 'the keys in this browser were locked',
      next: 'Unlock them and use it again.',
    },
    'hour-over': {
      why: 'its hour is over',
      next: 'Make another one for this tab, or use a key that lasts.',
    },
    'permission-removed': {
      why: 'the browser’s permission for the site was removed',
      next: 'Use it again and allow the site.',
    },
  },
  unseen: {
    'not-a-web-page': {
      title: 'This page cannot take a key',
      next: 'It belongs to the browser or is a file. Open an API page, such as a Swagger UI page, and click the toolbar icon there.',
    },
    'no-permission': {
      title: 'The browser does not show Keyturn this page',
      next: 'Pages of the browser itself never take a key. Any other page Keyturn sees once you ask it to: go there and click the toolbar icon.',
    },
  },
};
