import { counterFor } from '../plural.ts';
import { type Rich, rich } from '../rich.ts';
import { happened } from './happened.ts';

export type PageToolsWords = typeof pageTools;

const counted = counterFor('en-GB');
const operations = (count: number) => counted(count, { one: 'operation', other: 'operations' });

/** What is said below the choice of a key: what happened, the page's API, keys for it, and the check. */
export const pageTools = {
  happened,

  api: 'This page’s API',
  wants: 'It takes a key as',
  wantsNone: 'It does not say how it takes a key.',
  notInHeader: 'not in a header: Keyturn cannot set it',
  scheme: (header: Rich, id: Rich) => rich`${header}, named ${id}`,
  operations: (count: number, scopes: number) =>
    `${operations(count)}, ${counted(scopes, { one: 'permission', other: 'permissions' })}`,
  noOperations: 'It does not say which permissions its operations ask for.',
  allOperations: 'All operations',
  asksNothing: 'asks for none',

  newKey: 'New key for this page',
  newKeyAbout: 'Opens the form with this page’s name, its permissions and an end in a week.',
  tabKey: 'Key for this tab only',
  tabKeyAbout: (hosts: Rich, header: Rich) =>
    rich`Made now and set for ${hosts}, as ${header}. Nobody sees it. It is revoked when this tab closes or leaves the site, when you stop it, and after an hour at the latest.`,
  make: 'Make and use',
  keyName: (api: string, host: string) => `${api} on ${host}`,
  name: 'Name',
  noName: 'Give the key a name.',
  noScopes: 'Choose at least one permission.',

  fill: 'Fill in the page’s own form',
  fillTitle: (key: Rich) => rich`Give ${key} to this page?`,
  fillAbout:
    'From then on the page has the secret, and so has every script that runs in it. Stop does not take it back: only revoking the key does.',
  fillKept: {
    memory:
      'This page keeps it until it is reloaded; one that is set to remember keeps it in its storage, in clear.',
    storage: 'This page keeps it in its storage in this browser, in clear, and is reloaded now.',
  },
  form: 'Form',
  fillNow: 'Give it to the page',
  keep: 'Keep it out',
  filled: 'The page has the key.',

  document: 'Where is this API described?',
  documentAbout: 'The address of its OpenAPI document or API catalogue, in JSON or YAML.',
  documentUrl: 'Address of the document',
  documentExample: '/openapi.json',
  read: 'Read it',
  goByPage: 'Go by the page again',

  why: 'Why is my key not applied?',
  checking: 'Looking',
  outcome: { good: 'In order', bad: 'Here it fails', unknown: 'Cannot be known' },
  check: {
    'web-page': {
      good: (about: string) => `The page is a web page, at ${about}.`,
      bad: () => 'The page belongs to the browser or is a file: no key is ever set there.',
      unknown: () =>
        'The browser does not show this page. Click the toolbar icon there, or it is one of its own.',
    },
    'key-set': {
      good: (about: string) => `${about} is set on this tab.`,
      bad: (about: string) =>
        about
          ? `${about} is no longer set on this tab. Use it again.`
          : 'No key is set on this tab. Choose one and use it.',
      unknown: () => '',
    },
    'same-site': {
      good: (about: string) => `The tab is still on ${about}.`,
      bad: (about: string) => `The tab has left ${about}. Use the key again where it is now.`,
      unknown: () => '',
    },
    'page-permission': {
      good: (about: string) => `The browser allows the page’s site, ${about}.`,
      bad: (about: string) =>
        `The browser does not allow ${about}. Use the key again and allow it.`,
      unknown: () => '',
    },
    'api-permission': {
      good: (about: string) => `The browser allows the API’s site, ${about}.`,
      bad: (about: string) =>
        `The browser does not allow ${about}. Use the key again and allow it.`,
      unknown: () => '',
    },
    'key-works': {
      good: (about: string) => `${about} works, says the server.`,
      bad: (about: string) =>
        `${about} no longer works. Look at it under Keys, or use another one.`,
      unknown: (about: string) =>
        `The server does not answer, so nobody knows whether ${about} works.`,
    },
    'rule-present': {
      good: (about: string) => `The browser has the rule for ${about}.`,
      bad: () => 'The browser has lost the rule. Stop, and use the key again.',
      unknown: () => '',
    },
    'service-worker': {
      good: () => 'No service worker of the site answers in its place.',
      bad: () =>
        'A service worker of the site sends the page’s requests, and no rule for a tab reaches those. Reload the page with Shift held down: it then loads without its worker.',
      unknown: () => '',
    },
    'host-called': {
      good: (about: string) => `The page has called ${about}.`,
      bad: (about: string) =>
        `The page calls ${about}, but the key is set for another host. Stop, and choose that one.`,
      unknown: (about: string) =>
        `The page has not called ${about} since it was loaded. Try a request.`,
    },
  },
  byHand:
    'What no check can see: another extension that sets the same header (turn it off and try again), and an API that wants the key under another name.',
};
