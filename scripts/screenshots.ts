/**
 * `npm run screenshots`: walks each frame of the app through its screens, against the
 * demo's organisation, and writes what it looks like in both themes to docs/screens/.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '../server/config.ts';
import { keyturn } from '../server/guard/express.ts';
import { createTasksApi } from '../server/sample/tasks-api.ts';
import { startServer } from '../server/start.ts';
import { ExtensionBrowser } from '../test/support/extension-browser.ts';
import { listen } from '../test/support/listen.ts';
import { Popup } from '../test/support/popup.ts';
import { buildStale } from './build.ts';
import { PASSWORD, PEOPLE } from './demo/cast.ts';
import { RealStoryClock, seedDemo } from './demo/seed.ts';
import { walkAccess, walkAdmin } from './screenshots/admin.ts';
import { Camera, FOLDER, FRAMES, gallery } from './screenshots/camera.ts';
import { walkFirstKey, walkKeys } from './screenshots/keys.ts';
import { Office } from './screenshots/office.ts';
import { walkSecondFactor } from './screenshots/second-factor.ts';
import { type Pages, walkAllow, walkTab, walkUnseen } from './screenshots/tab.ts';
import { walkVault } from './screenshots/vault.ts';

/** Joins while the screens are walked: nobody of the demo's has no key. */
const NEWCOMER = { name: 'Jonas Beck', email: 'jonas@fernhill.example' };

async function walk(camera: Camera, browser: ExtensionBrowser, dataDir: string): Promise<void> {
  const { frame } = camera;
  const clock = new RealStoryClock();
  const config = readConfig({
    PORT: '0',
    KEYTURN_DATA_DIR: dataDir,
    KEYTURN_BREACHED_PASSWORDS: 'off',
  });
  const server = await startServer({ config, now: clock.now });
  let popup = new Popup(await frame.open(browser));
  await popup.field('Server address').fill(server.address);
  await popup.page.getByText(/^Keyturn \d/).waitFor();
  await camera.shoot(popup, 'address', 'First run: the address, checked as it is typed');
  await popup.press('Continue');
  await popup.field('Setup code').waitFor();
  await camera.shoot(popup, 'set-up', 'First run: a server that nobody has set up yet');
  await popup.page.close();

  const { checkingKey } = await seedDemo(server, clock);
  const guard = keyturn({ server: server.address, key: checkingKey });
  const startApi = () => listen((publicUrl) => createTasksApi({ guard, publicUrl }));
  const [tasks, neighbour] = [await startApi(), await startApi()];
  const pages = await openPages(browser, tasks.url, neighbour.url);

  popup = new Popup(await frame.open(browser, pages.site));
  await popup.button('Sign in').waitFor();
  await camera.shoot(popup, 'sign-in', 'Sign in');
  await popup.press('I have an invitation');
  await popup.field('Invitation code').waitFor();
  await camera.shoot(popup, 'invitation', 'Coming in with an invitation');
  await popup.press('I have a password already');
  await popup.press('I have a reset code');
  await popup.field('Reset code').waitFor();
  await camera.shoot(popup, 'reset', 'A new password, with a reset code');
  await popup.press('I have a password already');
  await signIn(popup, PEOPLE.tomasz.email);
  await walkKeys(camera, popup);
  if (frame.hasThisTab) {
    await walkUnseen(camera, browser, pages);
    await walkTab(camera, popup, pages);
  } else {
    await walkAllow(camera, browser, pages);
  }
  await walkVault(camera, popup, browser);
  await signOut(popup);

  const office = await Office.open(server.address);
  await office.welcome(NEWCOMER);
  await signIn(popup, NEWCOMER.email);
  await walkFirstKey(camera, popup, office);
  await walkSecondFactor(camera, popup, browser, office);

  await signIn(popup, PEOPLE.maya.email);
  if (frame.name === 'full-tab') await walkAdmin(camera, popup);
  await walkAccess(camera, popup);
  await signOut(popup);
  await signIn(popup, PEOPLE.noor.email);
  await popup.row('Notebook').waitFor();
  await camera.shoot(popup, 'access-off-member', 'API access is off: what a member sees');
  await signOut(popup);

  await signIn(popup, PEOPLE.maya.email);
  await popup.row('Status page').waitFor();
  await Promise.all([tasks.close(), neighbour.close()]);
  await server.close();
  await popup.page.reload();
  await popup.says('Check that the server is running');
  await camera.shoot(popup, 'server-away', 'The server does not answer: the last known list');
}

async function openPages(
  browser: ExtensionBrowser,
  api: string,
  neighbour: string,
): Promise<Pages> {
  const elsewhere = await browser.context.newPage();
  await elsewhere.goto(api.replace('127.0.0.1', 'tasks.test'));
  const site = await browser.context.newPage();
  await site.goto(api);
  await browser.grantHost('http://127.0.0.1/*');
  await (await browser.triggerAction(site)).close();
  return { site, elsewhere, neighbour };
}

async function signIn(popup: Popup, email: string): Promise<void> {
  await popup.field('Email').fill(email);
  await popup.field('Password').fill(PASSWORD);
  await popup.press('Sign in');
  // The full tab's address has kept the place where the last one was.
  await popup.press('Keys');
  await popup.heading('Keys').waitFor();
}

async function signOut(popup: Popup): Promise<void> {
  await popup.press('Account');
  await popup.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await popup.field('Email').waitFor();
}

await buildStale(['chrome'], () => console.log('Building …'));
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const cameras = FRAMES.map((frame) => new Camera(frame));
for (const camera of cameras) {
  const dataDir = await mkdtemp(join(tmpdir(), 'keyturn-screens-'));
  const browser = await ExtensionBrowser.launch();
  try {
    await walk(camera, browser, dataDir);
  } finally {
    await browser.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
await writeFile(resolve(FOLDER, '../screens.md'), gallery(cameras));
console.log(`${cameras.flatMap(({ taken }) => taken).length} screens in ${FOLDER}`);
