import { type Rich, rich } from '../rich.ts';

export const reveal = {
  once: 'This is the only time the secret is shown. Copy it to where it is needed.',
  copied: 'Copied. The secret is not shown again after Done.',
  secret: 'Secret',
  copy: 'Copy',
  asCommand: 'As a command',
  copyCommand: 'Copy as curl',
  exampleHint: (origin: string) => `Put your API’s address in place of ${origin}.`,
  useFor: (origins: Rich, header: Rich) => rich`For ${origins}, as ${header}.`,
  done: 'Done',

  leaveQuestion: (name: Rich) => rich`Leave without copying ${name}?`,
  leaveAbout:
    'The secret is not shown again. Without a copy of it you can use the key on tabs until this browser closes; after that only regenerating it helps.',
  stay: 'Go back',
  leave: 'Leave',
};
