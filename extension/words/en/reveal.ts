import { type Rich, rich } from '../rich.ts';

export const reveal = {
  once: 'This is the only time the secret is shown. Copy it to where it is needed.',
  copied: 'Copied. The secret is not shown again after Done.',
  secret: 'Secret',
  copy: 'Copy',
  copyAs: 'Copy as',
  copyAsThat: (format: string) => `Copy as ${format}`,
  formats: {
    key: 'key',
    curl: 'curl',
    env: '.env line',
    header: 'HTTP header',
    fetch: 'fetch',
    python: 'Python requests',
    gh: 'gh secret set',
  },
  ghHint:
    'The secret goes in by standard input. The lines begin with a space, so that bash and zsh, as they are usually set, keep them out of their history.',
  clearing: {
    never: 'Keyturn does not clear the clipboard; that is set so.',
    staying: (seconds: number) =>
      `Keyturn clears the clipboard in ${seconds} seconds if you stay in this window. Once you have been elsewhere it cannot tell whose value is there.`,
    reading: (seconds: number) =>
      `Keyturn clears the clipboard in ${seconds} seconds if this is still in it, or the next time it is in front.`,
    beyond: 'A clipboard history, or another device that shares the clipboard, may keep it.',
  },
  exampleHint: (origin: string) => `Put your API’s address in place of ${origin}.`,
  useFor: (origins: Rich, header: Rich) => rich`For ${origins}, as ${header}.`,
  done: 'Done',

  leaveQuestion: (name: Rich) => rich`Leave without copying ${name}?`,
  leaveAbout:
    'The secret is not shown again. Without a copy of it you can use the key only on tabs of this browser: until it closes, or as long as your vault keeps it. After that only regenerating it helps.',
  /** The key is another member’s, such as a service’s. */
  leaveAboutFor: (owner: Rich) =>
    rich`The secret is not shown again, and keys of ${owner} are not kept in this browser. Without a copy of it only regenerating the key helps.`,
  stay: 'Go back',
  leave: 'Leave',
};
