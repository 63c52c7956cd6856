/** What a browser test lives in: a Keyturn server, the sample API behind it, a browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../server/config.ts';
import { keyturn } from '../../server/guard/express.ts';
import { createTasksApi } from '../../server/sample/tasks-api.ts';
import { type RunningServer, startServer } from '../../server/start.ts';
import { ExtensionBrowser } from './extension-browser.ts';
import { type Request, requester } from './http.ts';
import { type Listening, listen } from './listen.ts';
import { addService, setUp, type TestPerson } from './people.ts';

/** As cheap as argon2 goes: these tests guard nothing. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

export interface World extends RunningServer {
  browser: ExtensionBrowser;
  request: Request;
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
  return {
    ...server,
    browser,
    request: requester(server.address),
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
