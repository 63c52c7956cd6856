/** What is not right between this computer and the server is said, with the one next step. */
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { Desk } from '../support/desk.ts';
import { ExtensionBrowser } from '../support/extension-browser.ts';
import { clockAhead, otherVersion, selfSigned } from '../support/fake-server.ts';
import { createKey } from '../support/keys.ts';
import { PASSWORD } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import {
  endSessionsOf,
  enter,
  type RealServer,
  settle,
  startRealServer,
} from '../support/world.ts';

const HOUR = 3_600_000;

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

async function closing<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const started = await starting;
  onTestFinished(() => started.close());
  return started;
}

test('a certificate that nobody vouches for: the browser is to say what is wrong with it', async () => {
  const { url } = await closing(selfSigned());
  const popup = await openPopup();
  await popup.field('Server address').fill(url);
  const { host } = new URL(url);
  await expect
    .poll(() => popup.errorOf('Server address'))
    .toBe(
      `No answer from ${host} over https, or none whose certificate the browser takes. Open ${url} in a tab: the browser then says whether the certificate or the server is the trouble.`,
    );
  expect(await popup.button('Continue').isDisabled()).toBe(true);
});

describe('plain http', () => {
  const WARNING = 'Passwords and keys go to this server unsealed';

  test('to a host out on the internet is warned of, and https said to be the way', async () => {
    const { port } = await closing(otherVersion({}));
    const address = `http://keys.northwind.example:${port}`;
    const popup = await openPopup();
    await popup.field('Server address').fill(address);
    await popup.says(WARNING);
    await popup.says('Use an https address, or ask whoever runs the server for one.');
    // It is the person's to choose: the server may be behind a network of their own.
    await popup.press('Continue');
    await popup.heading('Sign in').waitFor();
    expect(await desk.ask('session.state')).toMatchObject({ stage: 'no-session', address });
  });

  test('to this computer is not', async () => {
    const { url } = await closing(otherVersion({}));
    const popup = await openPopup();
    await popup.field('Server address').fill(url);
    await popup.page.getByText(`Keyturn 0.1.0 at ${url}`).waitFor();
    expect(await popup.page.getByText(WARNING).count()).toBe(0);
  });
});

describe('the clock an hour off', () => {
  test.for([
    { by: HOUR, says: 'This computer’s clock is 1 hour behind the server’s' },
    { by: -HOUR, says: 'This computer’s clock is 1 hour ahead of the server’s' },
  ])('$says', async ({ by, says }) => {
    const started = await closing(startRealServer());
    const { url } = await closing(clockAhead(started.address, by));
    const popup = await openPopup();
    await popup.setUp(url, started.setupCode ?? '');
    await popup.says(says);
    await popup.says('When keys end and were used is shown wrong by that much. Set the clock.');
  });

  test('is not spoken of where it is right', async () => {
    const { address } = await settled();
    const { url } = await closing(clockAhead(address, 0));
    const popup = await openPopup();
    await popup.signIn(url, 'ada@example.com');
    expect(await popup.page.getByText('This computer’s clock').count()).toBe(0);
  });
});

describe('signed out from elsewhere', () => {
  const TITLE = 'You were signed out';

  test('it says so in place of the list, and where it came to be, until signed in again', async () => {
    const server = await closing(startRealServer());
    const admin = await settle(server);
    await enter(server, desk, admin);
    await createKey(server, admin, { name: 'Nightly report' });
    const popup = await openPopup();
    // What it asks as it opens is answered.
    await popup.row('Nightly report').waitFor();
    await popup.page.getByTitle(': answers').waitFor();
    await endSessionsOf(server, admin.email);
    // Whatever is done next is the first to hear of it.
    await popup.press('Create key');
    await popup.heading('Sign in').waitFor();
    await popup.says(TITLE);
    await popup.says('The session had ended, or was ended from elsewhere.');
    await popup.says('Sign in again.');

    await popup.page.reload();
    await popup.says(TITLE);
    await popup.fill({ Email: admin.email, Password: PASSWORD });
    await popup.press('Sign in');
    await popup.heading('Keys').waitFor();

    // Who leaves by themselves is not told so.
    await popup.signOut();
    expect(await popup.page.getByText(TITLE).count()).toBe(0);
  });

  test('it is the first that is seen on opening', async () => {
    const server = await settled();
    await enter(server, desk, { email: 'ada@example.com' });
    await endSessionsOf(server, 'ada@example.com');
    const popup = await openPopup();
    await popup.says(TITLE);
    await popup.heading('Sign in').waitFor();
  });
});

async function settled(): Promise<RealServer> {
  const server = await closing(startRealServer());
  await settle(server);
  return server;
}
