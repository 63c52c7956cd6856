import { counterFor } from '../../plural.ts';
import { type Rich, rich } from '../../rich.ts';
import { keyCount } from '../plural.ts';

const counted = counterFor('en-GB');
const codeCount = (count: number) =>
  counted(count, { one: 'recovery code', other: 'recovery codes' });

export const settings = {
  title: 'Settings',
  presetBy: 'Set by your organisation.',

  vault: {
    title: 'Keys in this browser',
    none: 'Keys made here are forgotten when the browser closes. With a vault they stay, on this computer alone, sealed under a passphrase.',
    open: (time: string) => `The vault is open until ${time}. New keys are kept as they are made.`,
    locked: 'The vault is locked: its keys can be neither used nor read.',
    setUp: 'Keep keys in a vault',
    passphraseHint: 'At least 12 characters. Nobody can find it out for you.',
    repeat: 'The passphrase again',
    differs: 'The two are not the same.',
    setUpDone: 'The vault is set up and open',
    unlock: 'Unlock',
    lock: 'Lock now',
    minutes: 'Lock after',
    minutesHint:
      'Counted from the last time you did anything in Keyturn. Locking takes keys off the tabs that they are set on. Closing the browser locks, too.',
    after: (minutes: number) =>
      minutes % 60 === 0
        ? minutes === 60
          ? '1 hour'
          : `${minutes / 60} hours`
        : `${minutes} minutes`,
    change: 'Change passphrase',
    changeTitle: 'Change the passphrase',
    present: 'Present passphrase',
    next: 'New passphrase',
    changed: 'The passphrase is changed',
    reset: 'Reset the vault',
    resetTitle: 'Reset the vault?',
    resetLocked:
      'Every key that it keeps is destroyed in this browser, and nothing brings its secret back. The keys go on working where else they are used; to use one here again, regenerate it.',
    resetOpen:
      'What it keeps on this computer is destroyed. The keys can be used until this browser closes; after that only regenerating them helps.',
    resetHeld: (keys: number) => `${keyCount(keys)} made since it was locked stay until then.`,
    keep: 'Keep',
    resetDone: 'The vault is gone',
  },

  clipboard: {
    title: 'Clipboard',
    seconds: 'Clear a copied secret after',
    never: 'Never',
    after: (seconds: number) => (seconds < 120 ? `${seconds} seconds` : `${seconds / 60} minutes`),
    about:
      'Only what Keyturn copied is cleared, and only if it is still there. Without reading the clipboard, Keyturn knows that only while you stay in its window.',
    allow: 'Let Keyturn look at the clipboard',
    allowed:
      'Keyturn may look at the clipboard: it clears what it copied the next time one of its windows is in front.',
    takeBack: 'Take back',
    beyond:
      'What a clipboard history, another device or another program has taken from the clipboard stays there.',
  },

  shortcuts: {
    title: 'Shortcuts',
    does: {
      _execute_action: 'Open Keyturn',
      'use-last-key': 'Use this site’s last key on the tab in front; again: the one before it',
      stop: 'Stop the key on the tab in front',
      lock: 'Lock the vault',
    },
    none: 'Not set',
    about:
      'They work while the browser is in front. The browser keeps them, and changes them on a page of its own.',
    aboutFirefox:
      'They work while the browser is in front. To change them, open about:addons, press the cogwheel and choose “Manage Extension Shortcuts”.',
    change: 'Change shortcuts',
  },

  hosts: {
    title: 'Sites',
    about: 'Keyturn asks for a site when a key is first used on it.',
    none: 'Keyturn may act on no site.',
    giveBack: 'Give back',
    giveBackOf: (host: string) => `Give back ${host}`,
    given: (host: string) => `Keyturn may no longer act on ${host}`,
  },

  sessions: {
    title: 'Signed in',
    about: 'Where this account is signed in now.',
    here: 'This browser',
    elsewhere: 'Another browser or program',
    since: (used: Rich, since: Rich, until: Rich) =>
      rich`last used ${used}, signed in ${since}, ends ${until} at the latest`,
    end: 'Sign out',
    ended: 'Signed out there',
  },

  password: {
    title: 'Password',
    present: 'Present password',
    next: 'New password',
    hint: 'At least 12 characters. Wherever else you are signed in, you are signed out.',
    change: 'Change password',
    changed: 'The password is changed',
  },

  secondFactor: {
    title: 'Second factor',
    off: 'Off: your password alone signs you in.',
    about:
      'With a second factor, signing in also asks for a code from an authenticator app on your phone or computer. Somebody who has learned your password is then kept out.',
    turnOn: 'Turn on',
    turnOnTitle: 'Turn on a second factor',
    turnOnAbout: 'You need an authenticator app at hand. First, your password.',
    next: 'Continue',
    password: 'Your password',
    scan: 'Scan this with your authenticator, then type the code that it shows.',
    qrCode: 'QR code with the secret that stands beside it as text',
    orType: 'Or type the secret into it:',
    copySecret: 'Copy secret',
    firstCode: 'First code',
    firstCodeHint: (time: string) =>
      `Six digits, until ${time}. Your other browsers are then signed out.`,
    isOn: 'The second factor is on',
    codesAbout:
      'Keep these recovery codes where your authenticator is not: each stands in for one code, once. They are shown until you press Done, and not again.',
    copyCodes: 'Copy all',
    download: 'Download',
    codesFileName: 'keyturn-recovery-codes.txt',
    codesFile: (account: string, day: string) =>
      `Keyturn recovery codes\n${account}\nMade on ${day}. Each works once, in place of a code from the authenticator.`,
    codesLost:
      'Closing this tab loses nothing, closing the browser does. Lost codes cannot be shown again: turn the second factor off and on for new ones.',
    done: 'Done',
    leaveQuestion: 'Leave without the recovery codes?',
    leaveAbout:
      'They have been neither copied nor downloaded, and are not shown again. Without them a lost authenticator shuts you out.',
    stay: 'Go back',
    leave: 'Leave',
    onSince: (day: string) => `On since ${day}.`,
    left: (codes: number) => `${codeCount(codes)} left.`,
    few: (codes: number) =>
      codes === 0 ? 'No recovery code is left' : `Only ${codeCount(codes)} left`,
    fewNext: 'Turn the second factor off and on again for new ones.',
    turnOff: 'Turn off',
    turnOffQuestion: 'Turn off the second factor?',
    turnOffAbout:
      'Your password alone then signs you in, and the recovery codes are void. An organisation that asks for a second factor shows you nothing until one is on again.',
    keep: 'Keep',
    code: 'Code from your authenticator',
    codeHint: 'A recovery code works, too.',
    isOff: 'The second factor is off',
  },

  server: {
    title: 'Server',
    version: (version: string) => `Keyturn ${version}`,
    language: 'Language and theme are those of the browser.',
  },
};
