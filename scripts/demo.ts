/**
 * `npm run demo`: the server with a filled organisation, the sample API on the next
 * port, and where there is a display a browser with the extension. Nothing is kept.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../server/config.ts';
import { keyturn } from '../server/guard/express.ts';
import { createTasksApi } from '../server/sample/tasks-api.ts';
import { type RunningServer, startServer } from '../server/start.ts';
import { ExtensionBrowser } from '../test/support/extension-browser.ts';
import { buildStale, CHROME_FOLDER } from './build.ts';
import { LEFT, ORGANISATION, PASSWORD, PEOPLE } from './demo/cast.ts';
import { RealStoryClock, type Seeded, seedDemo } from './demo/seed.ts';
import { whenParentEnds } from './parent.ts';

/** What has to be let go of at the end, the last one first. */
const closers: (() => Promise<unknown>)[] = [];

async function main(): Promise<void> {
  await buildStale(['chrome'], () => console.log('Building …'));
  const dataDir = await mkdtemp(join(tmpdir(), 'keyturn-demo-'));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const clock = new RealStoryClock();
  const config = readConfig({
    // Its people's passwords are told below, and it starts without the internet.
    KEYTURN_BREACHED_PASSWORDS: 'off',
    ...process.env,
    KEYTURN_DATA_DIR: dataDir,
    DATABASE_URL: '',
  });
  const server = await startServer({ config, now: clock.now });
  closers.push(() => server.close());
  const tasksUrl = await startTasksApi(server, await seedDemo(server, clock));

  console.log(`Keyturn:   ${server.address}`);
  console.log(`Tasks API: ${tasksUrl}`);
  console.log(`Load in Chrome: ${CHROME_FOLDER}`);
  console.log(`\n${ORGANISATION}, everyone's password: ${PASSWORD}`);
  for (const [person, { email, role }] of Object.entries(PEOPLE)) {
    console.log(`  ${email}  ${role}${person === LEFT.person ? ', deactivated' : ''}`);
  }
  if (hasDisplay()) await openBrowser(tasksUrl);
  console.log('\nCtrl-C ends it; nothing of it is kept.');
}

async function startTasksApi(server: RunningServer, { checkingKey }: Seeded): Promise<string> {
  const { hostname, port } = new URL(server.address);
  const listener = createServer();
  listener.listen(process.env.PORT === '0' ? 0 : Number(port) + 1, hostname);
  await once(listener, 'listening');
  closers.push(() => close(listener));
  const publicUrl = `http://${hostname}:${(listener.address() as AddressInfo).port}`;
  const guard = keyturn({ server: server.address, key: checkingKey });
  listener.on('request', createTasksApi({ guard, publicUrl }));
  return publicUrl;
}

async function close(listener: Server): Promise<void> {
  listener.close();
  listener.closeAllConnections();
  await once(listener, 'close');
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

/** The demo goes on without one, as it does after the person has closed it. */
async function openBrowser(url: string): Promise<void> {
  try {
    const browser = await ExtensionBrowser.launch({ headless: false });
    closers.push(() => browser.close());
    const [page] = browser.context.pages();
    await (page ?? (await browser.context.newPage())).goto(url);
  } catch (error) {
    // Playwright's message goes on with the browser's whole log.
    const [cause] = String(error instanceof Error ? error.message : error).split('\n');
    console.log(`\nNo browser was opened: ${cause}`);
  }
}

let ending = false;

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  for (const closer of closers.reverse()) await closer().catch(console.error);
  process.exit();
}

process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
whenParentEnds(end);
main().catch((error: unknown) => {
  if (ending) return;
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  void end();
});
