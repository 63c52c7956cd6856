/** Every failure of the first run says its cause, and the next step. */
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { Desk } from '../support/desk.ts';
import { ExtensionBrowser } from '../support/extension-browser.ts';
import { anyApi, anyWebServer, otherVersion } from '../support/fake-server.ts';
import { freePort } from '../support/free-port.ts';
import { inviteOnly, PASSWORD } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { type RealServer, settle, startRealServer } from '../support/world.ts';

let browser: ExtensionBrowser;
let desk: Desk;

beforeAll(async () => {
  browser = await ExtensionBrowser.launch();
  desk = await Desk.open(browser);
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  await desk.ask('session.disconnect');
});

async function openPopup(): Promise<Popup> {
  const popup = new Popup(await browser.openPopup());
  onTestFinished(() => popup.page.close());
  return popup;
}

async function openedAt({ address }: RealServer): Promise<Popup> {
  await desk.ask('session.connect', { address });
  return openPopup();
}

/** Few attempts, where a test is about that. */
async function server(attempts?: { perAccount: number; codesPerAddress: number }) {
  const started = await startRealServer(attempts && { ...attempts, perAddress: 1000 });
  onTestFinished(() => started.close());
  return started;
}

describe('the address', () => {
  const cases = [
    {
      at: 'where nothing listens',
      address: async () => `http://127.0.0.1:${await freePort()}`,
      cause: (host: string) => `No answer from ${host}.`,
      next: 'Check that the server is running and that this computer reaches it.',
    },
    {
      at: 'of a name that does not exist',
      address: async () => 'http://keyturn.invalid',
      cause: () => 'No answer from keyturn.invalid.',
      next: 'Check that the server is running and that this computer reaches it.',
    },
    {
      at: 'of any web server',
      address: async () => (await closing(anyWebServer())).url,
      cause: (host: string) => `${host} answers, but it is not a Keyturn server.`,
      next: 'Check the address and the port.',
    },
    {
      at: 'of any API',
      address: async () => (await closing(anyApi())).url,
      cause: (host: string) => `${host} answers, but it is not a Keyturn server.`,
      next: 'Check the address and the port.',
    },
    {
      at: 'of a server too old',
      address: async () => (await closing(otherVersion({ apiVersion: 0, version: '0.0.9' }))).url,
      cause: (host: string) => `The server at ${host} is too old (0.0.9).`,
      next: 'Update the server.',
    },
    {
      at: 'of a server too new',
      address: async () => (await closing(otherVersion({ apiVersion: 2, version: '3.0.0' }))).url,
      cause: (host: string) => `The server at ${host} (3.0.0) is newer than this extension.`,
      next: 'Update the extension.',
    },
    {
      at: 'that is none',
      address: async () => 'mailto:ada@example.com',
      cause: () => 'This is not an address.',
      next: 'Type one such as http://127.0.0.1:4777 or keys.example.com.',
    },
  ];

  test.for(cases)('$at', async ({ address, cause, next }) => {
    const typed = await address();
    const popup = await openPopup();
    await popup.field('Server address').fill(typed);
    const host = URL.canParse(typed) ? new URL(typed).host : typed;
    await expect.poll(() => popup.errorOf('Server address')).toBe(`${cause(host)} ${next}`);
    // Nothing to go on with, by press or by Enter.
    expect(await popup.button('Continue').isDisabled()).toBe(true);
    await popup.field('Server address').press('Enter');
    expect(await desk.ask('session.state')).toEqual({ stage: 'no-server' });
  });

  test('put right, goes on', async () => {
    const { address } = await server();
    const popup = await openPopup();
    await popup.field('Server address').fill(`http://127.0.0.1:${await freePort()}`);
    await expect.poll(() => popup.errorOf('Server address')).toContain('No answer from');
    await popup.connect(address);
    await popup.heading('Set up the server').waitFor();
  });

  async function closing<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
    const listening = await starting;
    onTestFinished(() => listening.close());
    return listening;
  }
});

describe('set-up', () => {
  const RIGHT = {
    Organisation: 'Northwind',
    'Your name': 'Ada Park',
    Email: 'ada@northwind.test',
    Password: PASSWORD,
  };

  async function tried(popup: Popup, typed: Record<string, string>): Promise<Popup> {
    await popup.fill(typed);
    await popup.press('Set up');
    return popup;
  }

  test('nothing filled in: each field says so, the first has the focus, nobody is asked', async () => {
    const popup = await tried(await openedAt(await server()), {});
    for (const label of ['Setup code', ...Object.keys(RIGHT)]) {
      await expect.poll(() => popup.errorOf(label)).toBe(`${label} must not be empty.`);
    }
    await expect.poll(() => popup.isFocused('Setup code')).toBe(true);
  });

  test('a wrong code, then the right one', async () => {
    const started = await server();
    const popup = await tried(await openedAt(started), { ...RIGHT, 'Setup code': 'not-the-code' });
    await popup.says('The setup code is wrong.');
    await popup.says('it was printed when the server started');
    await tried(popup, { 'Setup code': started.setupCode ?? '' });
    await popup.heading('Keys').waitFor();
  });

  test.for([
    { label: 'Email', typed: 'ada at northwind', error: 'Email must be an email address.' },
    { label: 'Password', typed: 'too short', error: 'Password must have at least 12 characters.' },
  ])('$label not right, said at the field', async ({ label, typed, error }) => {
    const started = await server();
    const popup = await tried(await openedAt(started), {
      ...RIGHT,
      'Setup code': started.setupCode ?? '',
      [label]: typed,
    });
    await expect.poll(() => popup.errorOf(label)).toBe(error);
    await expect.poll(() => popup.isFocused(label)).toBe(true);
    // Nothing else that was typed is lost.
    expect(await popup.field('Organisation').inputValue()).toBe('Northwind');
  });

  test('too many wrong codes: says when to try again', async () => {
    const started = await server({ perAccount: 1000, codesPerAddress: 1 });
    const popup = await tried(await openedAt(started), { ...RIGHT, 'Setup code': 'wrong' });
    await popup.says('The setup code is wrong.');
    await tried(popup, { 'Setup code': 'wrong again' });
    await popup.says('Too many attempts.');
    await popup.says('Try again in 15 minutes.');
  });

  test('someone else was faster', async () => {
    const started = await server();
    // An answer shows that the popup has asked the server how it stands, as it does on opening.
    const popup = await tried(await openedAt(started), { ...RIGHT, 'Setup code': 'wrong' });
    await popup.says('The setup code is wrong.');
    await settle(started);
    await tried(popup, { 'Setup code': started.setupCode ?? '' });
    await popup.heading('Sign in').waitFor();
    await popup.says('This server has been set up meanwhile');
    await popup.says('Sign in, or ask an admin for an invitation.');
    // What was typed serves there, too.
    expect(await popup.field('Email').inputValue()).toBe(RIGHT.Email);
  });
});

test('set up by someone else meanwhile, it asks to sign in as it opens', async () => {
  const started = await server();
  await desk.ask('session.connect', { address: started.address });
  await settle(started);
  const popup = await openPopup();
  await popup.heading('Sign in').waitFor();
});

describe('sign-in', () => {
  async function tried(popup: Popup, email: string, password: string): Promise<Popup> {
    await popup.fill({ Email: email, Password: password });
    await popup.press('Sign in');
    return popup;
  }

  test.for([
    { what: 'a wrong password', email: 'ada@example.com', password: 'not her password' },
    { what: 'a person nobody knows', email: 'eve@example.com', password: PASSWORD },
  ])('$what', async ({ email, password }) => {
    const started = await server();
    await settle(started);
    const popup = await tried(await openedAt(started), email, password);
    await popup.says('The email or the password is wrong.');
    await tried(popup, 'ada@example.com', PASSWORD);
    await popup.heading('Keys').waitFor();
  });

  test('not an email, said at the field', async () => {
    const started = await server();
    await settle(started);
    const popup = await tried(await openedAt(started), 'ada', PASSWORD);
    await expect.poll(() => popup.errorOf('Email')).toBe('Email must be an email address.');
  });

  test('too many attempts: says when to try again', async () => {
    const started = await server({ perAccount: 1, codesPerAddress: 1000 });
    await settle(started);
    const popup = await tried(await openedAt(started), 'ada@example.com', 'not her password');
    await popup.says('The email or the password is wrong.');
    await popup.press('Sign in');
    await popup.says('Too many attempts.');
    await popup.says('Try again in 15 minutes.');
  });

  test('the server has gone away', async () => {
    const started = await server();
    await settle(started);
    const popup = await openedAt(started);
    await started.stop();
    await tried(popup, 'ada@example.com', PASSWORD);
    await popup.says(`No answer from ${new URL(started.address).host}.`);
    await started.restart();
    await popup.press('Sign in');
    await popup.heading('Keys').waitFor();
  });

  test('deactivated in the only organisation', async () => {
    const started = await server();
    const admin = await settle(started);
    const { member, code } = await inviteOnly(started, admin, { email: 'pat@example.com' });
    await started.request('POST', '/v1/invitations/accept', { body: { code, password: PASSWORD } });
    await started.request('PATCH', `/v1/orgs/${admin.orgId}/members/${member.id}`, {
      token: admin.token,
      body: { active: false },
    });
    const popup = await tried(await openedAt(started), 'pat@example.com', PASSWORD);
    await popup.says('This account is in no organisation here.');
    await popup.says('Ask an admin of your organisation to invite or activate you.');
  });
});

describe('an invitation', () => {
  test('unknown', async () => {
    const started = await server();
    await settle(started);
    const popup = await openedAt(started);
    await popup.press('I have an invitation');
    await popup.fill({ 'Invitation code': 'kti_unknown', Password: PASSWORD });
    await popup.press('Accept and sign in');
    await popup.says('This invitation is unknown, used or expired.');
    await popup.says('ask an admin for a new one');
  });
});
