import { type Rich, rich } from '../../rich.ts';

export const allow = {
  title: (hosts: Rich) => rich`Allow Keyturn on ${hosts}`,
  about: (key: Rich, header: Rich) =>
    rich`Then ${key} is set on the tab that you came from, as ${header}. The browser asks here because its question would hide behind the popup.`,
  allow: 'Allow and use',
  nothing: 'Nothing waits to be allowed',
  nothingNext: 'Go back to the page and use a key there again.',
  back: 'Go back',
};
