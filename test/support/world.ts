/** What a browser test lives in: a Keyturn server, the sample API behind it, a browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import { keyturn } from '../../server/guard/express.ts';
import { createTasksApi } from '../../server/sample/tasks-api.ts';
import { type RunningServer, startServer } from '../../server/start.ts';
import type { SessionAnswer } from '../../shared/contract/people.ts';
import { ExtensionBrowser } from './extension-browser.ts';
import { type Request, requester } from './http.ts';
import { type Listening, listen } from './listen.ts';
import { addService, PASSWORD, setUp, type TestPerson } from './people.ts';
import { Popup } from './popup.ts';

/** As cheap as argon2 goes: these tests guard nothing. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

export interface World extends RunningServer {
  browser: ExtensionBrowser;
  request: Request;
  /** A session of its own for someone whose password is the tests' usual one. */
  signIn(email: string): Promise<TestPerson>;
}

/** A server in real time (the extension has no other clock), fresh, and a fresh browser. */
export async function startWorld(): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'keyturn-world-'));
  const server = await startServer({
    config: readConfig({ PORT: '0', KEYTURN_DATA_DIR: dataDir }),
    passwordCost: CHEAP,
    attemptLimits: { perAccount: 1000, perAddress: 1000, codesPerAddress: 1000 },
    log: pino({ level: 'silent' }),
  });
  const browser = await ExtensionBrowser.launch();
  const request = requester(server.address);
  return {
    ...server,
    browser,
    request,
    signIn: (email) => signIn(request, email),
    async close() {
      await browser.close();
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** The server set up over HTTP, with Ada as its admin. */
export async function settle(world: World): Promise<TestPerson> {
  const { request, setupCode } = world;
  return setUp({ request, setupCode });
}

/** The sample tasks API, checking its keys with a service member's key. */
export async function startTasksApi(world: World, admin: TestPerson): Promise<Listening> {
  const service = await addService(world, admin, 'admin');
  const { body } = await world.request<{ secret: string }>('POST', `/v1/orgs/${admin.orgId}/keys`, {
    token: admin.token,
    body: { name: 'Tasks API', scopes: ['keyturn.keys:verify'], ownerId: service.id },
  });
  const guard = keyturn({ server: world.address, key: body.secret });
  return listen((publicUrl) => createTasksApi({ guard, publicUrl }));
}

/**
 * The popup for a page, as after a press on the toolbar button there: the real one opens
 * for a moment, which shows Keyturn the page, then the same popup in a tab, to be driven.
 * The person will allow the page's host when asked.
 */
export async function openPopupOn({ browser }: World, page: Page): Promise<Popup> {
  await browser.grantHost(`http://${new URL(page.url()).hostname}/*`);
  await (await browser.triggerAction(page)).close();
  return new Popup(await browser.openPopup(page));
}

async function signIn(request: Request, email: string): Promise<TestPerson> {
  const { body } = await request<SessionAnswer>('POST', '/v1/sessions', {
    body: { email, password: PASSWORD },
  });
  const [membership] = body.memberships;
  if (!membership) throw new Error(`${email} is in no organisation`);
  const { memberId, org } = membership;
  return { token: body.token, userId: body.user.id, memberId, orgId: org.id, email };
}
