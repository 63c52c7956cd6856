/** What a browser test lives in: a Keyturn server, the sample API behind it, a browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Reveal } from '../../extension/messages/keys.ts';
import { readConfig } from '../../server/config.ts';
import type { AttemptLimits } from '../../server/domain/people/attempts.ts';
import { keyturn } from '../../server/guard/express.ts';
import { createTasksApi } from '../../server/sample/tasks-api.ts';
import { type RunningServer, startServer } from '../../server/start.ts';
import type { SessionAnswer } from '../../shared/contract/people.ts';
import { Desk } from './desk.ts';
import { ExtensionBrowser } from './extension-browser.ts';
import { type Request, requester } from './http.ts';
import { type Listening, listen } from './listen.ts';
import { addService, PASSWORD, setUp, type TestPerson } from './people.ts';
import { Popup } from './popup.ts';

/** As cheap as argon2 goes: these tests guard nothing. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

const MANY_ATTEMPTS = { perAccount: 1000, perAddress: 1000, codesPerAddress: 1000 };

/** A server in real time: the extension has no other clock. */
export interface RealServer extends RunningServer {
  request: Request;
  dataDir: string;
  /** Ends for good; the data goes with it. */
  close(): Promise<void>;
  /** Ends; no one answers at its address. */
  stop(): Promise<void>;
  /** Again at the same address, with the same data. */
  restart(): Promise<void>;
}

export interface World extends RealServer {
  browser: ExtensionBrowser;
  /** A session of its own for someone whose password is the tests' usual one. */
  signIn(email: string): Promise<TestPerson>;
}

/** A fresh server and a fresh browser. */
export async function startWorld(): Promise<World> {
  const [server, browser] = await Promise.all([startRealServer(), ExtensionBrowser.launch()]);
  return {
    ...server,
    browser,
    signIn: (email) => signInOver(server.request, email),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** A world that is set up and whose browser is signed in as Ada, the admin. */
export interface SettledWorld extends World {
  admin: TestPerson;
  desk: Desk;
}

export async function startSettledWorld(): Promise<SettledWorld> {
  const world = await startWorld();
  const [admin, desk] = await Promise.all([settle(world), Desk.open(world.browser)]);
  await enter(world, desk, admin);
  return { ...world, admin, desk };
}

/** Signs the browser in, in place of whoever is. */
export async function enter(
  { address }: Pick<World, 'address'>,
  desk: Desk,
  { email }: Pick<TestPerson, 'email'>,
): Promise<void> {
  await desk.ask('session.connect', { address });
  await desk.ask('session.sign-in', { email, password: PASSWORD });
}

export async function startRealServer(
  attemptLimits: AttemptLimits = MANY_ATTEMPTS,
  now: () => number = Date.now,
): Promise<RealServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'keyturn-world-'));
  const start = (port: string) =>
    startServer({
      config: readConfig({
        PORT: port,
        KEYTURN_DATA_DIR: dataDir,
        KEYTURN_LOG_LEVEL: 'silent',
        KEYTURN_BREACHED_PASSWORDS: 'off',
      }),
      passwordCost: CHEAP,
      attemptLimits,
      now,
    });
  const first = await start('0');
  const { address, setupCode } = first;
  let running: RunningServer | null = first;
  const stop = async () => {
    await running?.close();
    running = null;
  };
  return {
    address,
    metricsAddress: null,
    setupCode,
    request: requester(address),
    dataDir,
    stop,
    async restart() {
      await stop();
      running = await start(new URL(address).port);
    },
    async close() {
      await stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** The server set up over HTTP, with Ada as its admin. */
export function settle({ request, setupCode }: RealServer): Promise<TestPerson> {
  return setUp({ request, setupCode });
}

/** The sample tasks API, checking its keys with a service member's key. */
export async function startTasksApi(world: RealServer, admin: TestPerson): Promise<Listening> {
  const service = await addService(world, admin, 'admin');
  const { body } = await world.request<{ secret: string }>('POST', `/v1/orgs/${admin.orgId}/keys`, {
    token: admin.token,
    body: { name: 'Tasks API', scopes: ['keyturn.keys:verify'], ownerId: service.id },
  });
  const guard = keyturn({ server: world.address, key: body.secret });
  return listen((publicUrl) => createTasksApi({ guard, publicUrl }));
}

/** A key of the person in the browser, whose secret is kept there and no longer revealed. */
export async function keyInBrowser(
  desk: Desk,
  { name, scopes = ['tasks:read'] }: { name: string; scopes?: string[] },
): Promise<Reveal> {
  const reveal = await desk.ask('keys.create', { name, scopes, expiry: { kind: 'never' } });
  if (reveal.secret === null) throw new Error(`${name} has to be approved first`);
  await desk.ask('reveal.done');
  return reveal;
}

/**
 * The popup for a page, as after a press on the toolbar button there: the real one opens
 * for a moment, which shows Keyturn the page, then the same popup in a tab, to be driven.
 * The person will allow the page's host, and that of its API, when asked.
 */
export async function openPopupOn(
  { browser }: World,
  page: Page,
  apiOrigin = page.url(),
): Promise<Popup> {
  const hosts = [page.url(), apiOrigin].map((url) => new URL(url).hostname);
  for (const host of new Set(hosts)) await browser.grantHost(`http://${host}/*`);
  await (await browser.triggerAction(page)).close();
  return new Popup(await browser.openPopup(page));
}

export async function signInOver(request: Request, email: string): Promise<TestPerson> {
  const { body } = await request<SessionAnswer>('POST', '/v1/sessions', {
    body: { email, password: PASSWORD },
  });
  const [membership] = body.memberships;
  if (!membership) throw new Error(`${email} is in no organisation`);
  const { memberId, org } = membership;
  return { token: body.token, userId: body.user.id, memberId, orgId: org.id, email };
}

/** Every session of that person so far, as on the settings screen of another browser. */
export async function endSessionsOf(
  { request }: Pick<RealServer, 'request'>,
  email: string,
): Promise<void> {
  const { token } = await signInOver(request, email);
  const { body } = await request<{ items: { id: string; current: boolean }[] }>(
    'GET',
    '/v1/sessions',
    { token },
  );
  const others = body.items.filter(({ current }) => !current);
  if (others.length === 0) throw new Error(`${email} is signed in nowhere`);
  for (const { id } of others) await request('DELETE', `/v1/sessions/${id}`, { token });
}
