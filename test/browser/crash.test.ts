/** The browser crashes: what it has left on the server ends all the same. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import { Desk } from '../support/desk.ts';
import { ExtensionBrowser } from '../support/extension-browser.ts';
import type { TestPerson } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import { enter, type RealServer, settle, startRealServer } from '../support/world.ts';

let server: RealServer;
let site: Recorder;
let admin: TestPerson;
let profile: string;
let browser: ExtensionBrowser | undefined;

beforeAll(async () => {
  [server, site, profile] = await Promise.all([
    startRealServer(),
    startRecorder(),
    mkdtemp(join(tmpdir(), 'keyturn-profile-')),
  ]);
  admin = await settle(server);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await site?.close();
  await rm(profile, { recursive: true, force: true });
});

test('a key for one tab only is revoked as soon as somebody signs in again', async () => {
  browser = await ExtensionBrowser.launch({ profile });
  const desk = await Desk.open(browser);
  await enter(server, desk, admin);
  await desk.allow('page.test');
  const page = await browser.context.newPage();
  const origin = site.at('page.test');
  await page.goto(origin);
  const { use } = await desk.ask('tab-key.make', {
    name: 'For this tab',
    scopes: ['tasks:read'],
    use: {
      tabId: await browser.tabId(page),
      pageOrigin: origin,
      apiOrigins: [origin],
      header: { kind: 'bearer' },
    },
  });
  const status = async () => {
    const path = `/v1/orgs/${admin.orgId}/keys/${use?.keyId}`;
    return (await server.request<Key>('GET', path, { token: admin.token })).body.status;
  };
  expect(await status()).toBe('active');

  await browser.crash();
  browser = await ExtensionBrowser.launch({ profile });
  const again = await Desk.open(browser);
  expect(await again.onDisk()).toContain(use?.keyId);
  // The session was in memory: only the person can bring it back.
  const popup = new Popup(await browser.openPopup());
  await popup.heading('Sign in').waitFor();
  expect(await status()).toBe('active');
  await enter(server, again, admin);
  await expect.poll(status).toBe('revoked');
  await expect.poll(() => again.onDisk()).not.toContain(use?.keyId);
});
