/**
 * `npm run screenshots`: walks each frame of the app through every screen, against the
 * demo's organisation, and writes what it looks like in both themes to docs/screens/.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
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

const FOLDER = resolve(import.meta.dirname, '../docs/screens');
const THEMES = ['light', 'dark'] as const;

interface Frame {
  name: string;
  title: string;
  /** In CSS pixels. */
  size: { width: number; height: number };
  hasThisTab: boolean;
  open: (browser: ExtensionBrowser, site?: Page) => Promise<Page>;
}

const FRAMES: Frame[] = [
  {
    name: 'popup',
    title: 'The popup',
    size: { width: 380, height: 560 },
    hasThisTab: true,
    open: (browser, site) => browser.openPopup(site),
  },
  {
    name: 'side-panel',
    title: 'The side panel, at its narrowest',
    size: { width: 320, height: 640 },
    hasThisTab: true,
    open: (browser, site) => browser.openSidePanelPage(site),
  },
  {
    name: 'full-tab',
    title: 'The full tab',
    size: { width: 1280, height: 720 },
    hasThisTab: false,
    open: (browser) => browser.openFullTab(),
  },
];

const taken: { frame: Frame; file: string; what: string }[] = [];
let frame = FRAMES[0] as Frame;

async function shoot(page: Page, name: string, what: string): Promise<void> {
  const file = `${frame.name}-${name}`;
  await page.setViewportSize(frame.size);
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(FOLDER, `${file}-${colorScheme}.png`) });
  }
  taken.push({ frame, file, what });
}

async function walk(browser: ExtensionBrowser, dataDir: string): Promise<void> {
  const clock = new RealStoryClock();
  const config = readConfig({ PORT: '0', KEYTURN_DATA_DIR: dataDir });
  const server = await startServer({ config, now: clock.now });
  let popup = new Popup(await frame.open(browser));
  await popup.field('Server address').fill(server.address);
  await popup.page.getByText(/^Keyturn \d/).waitFor();
  await shoot(popup.page, 'address', 'First run: the address, checked as it is typed');
  await popup.press('Continue');
  await popup.field('Setup code').waitFor();
  await shoot(popup.page, 'set-up', 'First run: a server that nobody has set up yet');
  await popup.page.close();

  const { checkingKey } = await seedDemo(server, clock);
  const guard = keyturn({ server: server.address, key: checkingKey });
  const tasks = await listen((publicUrl) => createTasksApi({ guard, publicUrl }));
  const site = await browser.context.newPage();
  await site.goto(tasks.url);
  await browser.grantHost('http://127.0.0.1/*');
  await (await browser.triggerAction(site)).close();

  popup = new Popup(await frame.open(browser, site));
  await popup.button('Sign in').waitFor();
  await shoot(popup.page, 'sign-in', 'Sign in');
  await signIn(popup, PEOPLE.tomasz.email);
  await walkKeys(popup);
  if (frame.hasThisTab) await walkTab(popup, site);
  await walkVault(popup, browser);
  await signOut(popup);
  await signIn(popup, PEOPLE.maya.email);
  if (frame.name === 'full-tab') await walkAdmin(popup);
  await walkAccess(popup);
  await signOut(popup);
  await signIn(popup, PEOPLE.noor.email);
  await popup.row('Notebook').waitFor();
  await shoot(popup.page, 'access-off-member', 'API access is off: what a member sees');

  await tasks.close();
  await server.close();
}

async function walkKeys(popup: Popup): Promise<void> {
  await popup.page.getByRole('checkbox', { name: 'Show revoked' }).check();
  await popup.row('CI smoke test').nth(1).waitFor();
  await shoot(popup.page, 'keys', 'My keys, the revoked ones too');
  await popup.page.getByRole('checkbox', { name: 'Show revoked' }).uncheck();
  await popup.unfold('Spreadsheet import');
  await popup.row('Spreadsheet import').getByText('Permissions').waitFor();
  await shoot(popup.page, 'key-details', 'A key’s row, unfolded');
  await popup.unfold('Spreadsheet import');
  await popup.press('Actions for Nightly report');
  await shoot(popup.page, 'key-menu', 'What can be done with a key');
  await popup.page.getByRole('menuitem', { name: 'Revoke' }).click();
  await popup.dialog.waitFor();
  await shoot(popup.page, 'revoke', 'Revoking names the key, and Keep is the safe button');
  await popup.dialog.getByRole('button', { name: 'Keep' }).click();

  await popup.press('Sort and filter');
  await popup.page.getByRole('menu').waitFor();
  await shoot(popup.page, 'keys-order', 'Sorted and filtered');
  await popup.page.keyboard.press('Escape');
  await popup.press('Create key');
  await popup.permission('View tasks').waitFor();
  await popup.press('Create key');
  await shoot(popup.page, 'create-incomplete', 'Create: what is missing is said where it is');
  await popup.field('Name').fill('Nightly import');
  await popup.page.getByRole('radio', { name: '90 days' }).check();
  await popup.permission('View tasks').check();
  await popup.permission('Create tasks').check();
  await shoot(popup.page, 'create', 'Create a key');
  await popup.press('Create key');
  await popup.heading('Nightly import').waitFor();
  await shoot(popup.page, 'reveal', 'The secret, once');
  await popup.press('Done');
  await popup.dialog.waitFor();
  await shoot(popup.page, 'leave', 'Leaving without having copied asks first');
  await popup.dialog.getByRole('button', { name: 'Leave' }).click();
}

async function walkTab(popup: Popup, site: Page): Promise<void> {
  await popup.press('This tab');
  await popup.button('Use on this tab').waitFor();
  await shoot(popup.page, 'this-tab', 'This tab: the page, its API, and a choice of key');
  await walkPageTools(popup);
  await popup.press('Use on this tab');
  await popup.button('Stop').waitFor();
  await shoot(popup.page, 'this-tab-set', 'A key is set on this tab');
  await site.evaluate(async () => {
    await fetch('/tasks');
    await fetch('/tasks/task_1', { method: 'DELETE' });
  });
  await popup.says('DELETE /tasks/task_1');
  await shoot(popup.page, 'happened', 'What happened to the requests that the key went with');
  await popup.press('Keys');
}

/** The places that only the full tab has, each with what it has come to show when it is drawn. */
const ADMIN_PLACES = [
  { place: 'members', shows: 'Warehouse sync', what: 'Members, and who holds keys' },
  { place: 'approvals', shows: 'Wall display', what: 'Keys that wait for an approval' },
  { place: 'roles', shows: 'Built in', what: 'Roles' },
  { place: 'roles/new', shows: 'Everything about tasks', what: 'A new role' },
  { place: 'policies', shows: 'Longest lifetime, in days', what: 'Policies' },
  { place: 'audit', shows: 'denied the key', what: 'The audit log, in plain words' },
];

async function walkAdmin(popup: Popup): Promise<void> {
  for (const { place, shows, what } of ADMIN_PLACES) {
    await popup.page.evaluate((to) => {
      location.hash = to;
    }, place);
    await popup.says(shows);
    await shoot(popup.page, place.replace('/', '-'), what);
  }
  await popup.press('Members');
  await popup.page.getByRole('link', { name: 'Tomasz Wilk' }).click();
  await popup.page.getByRole('button', { name: 'Spreadsheet import', exact: true }).click();
  await popup.page.getByText('Requests', { exact: true }).click();
  await popup.page.getByRole('table', { name: 'The last requests' }).waitFor();
  await shoot(popup.page, 'member', 'A member, and the record of one of their keys');
  await popup.press('Clear keys');
  await popup.button('Revoke all').waitFor();
  await shoot(popup.page, 'clear-keys', 'Clearing keys names the member and counts them');
  await popup.dialog.getByRole('button', { name: 'Keep' }).click();
}

async function walkPageTools(popup: Popup): Promise<void> {
  await popup.page.getByText('4 operations, 4 permissions').click();
  await popup.button('New key for this page').scrollIntoViewIfNeeded();
  await shoot(popup.page, 'page-api', 'The page’s API, and keys made for it');
  await popup.press('Key for this tab only');
  await popup.permission('View tasks').waitFor();
  await shoot(popup.page, 'tab-key', 'A key for this tab only');
  await popup.dialog.getByRole('button', { name: 'Cancel' }).click();
  await popup.dialog.waitFor({ state: 'detached' });
  await popup.press('Fill in the page’s own form');
  await popup.dialog.waitFor();
  await shoot(popup.page, 'fill-form', 'The page’s own form: never without a warning');
  await popup.dialog.getByRole('button', { name: 'Keep it out' }).click();
  await popup.dialog.waitFor({ state: 'detached' });
  await popup.page.getByText('Why is my key not applied?').click();
  await popup.page.getByText('No key is set on this tab.').waitFor();
  await popup.page.getByText('What no check can see').scrollIntoViewIfNeeded();
  await shoot(popup.page, 'why-not-applied', 'Why is my key not applied?');
}

/** The vault is set up in the settings, which are in the full tab alone. */
async function walkVault(popup: Popup, browser: ExtensionBrowser): Promise<void> {
  await popup.actOn('Nightly import', 'Copy as');
  await popup.dialog.waitFor();
  await shoot(popup.page, 'copy-as', 'A key in this browser, copied as it is wanted');
  await popup.page.keyboard.press('Escape');
  const settings = new Popup(await browser.openFullTab('settings'));
  await settings.page.getByText('This browser', { exact: true }).waitFor();
  if (frame.name === 'full-tab') await shoot(settings.page, 'settings', 'Settings');
  await settings.field('Passphrase').fill(PASSWORD);
  await settings.field('The passphrase again').fill(PASSWORD);
  await settings.press('Keep keys in a vault');
  await settings.button('Lock now').waitFor();
  if (frame.name === 'full-tab') await shoot(settings.page, 'settings-vault', 'The vault, open');
  await settings.press('Lock now');
  await popup.says('The keys kept in this browser are locked');
  await shoot(popup.page, 'locked', 'The keys in this browser are locked');
  await popup.press('Unlock');
  await popup.dialog.waitFor();
  await shoot(popup.page, 'unlock', 'Unlocking asks for the passphrase');
  await popup.page.keyboard.press('Escape');
  await settings.press('Reset the vault');
  await settings.dialog.waitFor();
  if (frame.name === 'full-tab')
    await shoot(settings.page, 'vault-reset', 'Resetting says what is lost');
  await settings.dialog.getByRole('button', { name: 'Reset the vault' }).click();
  await settings.dialog.waitFor({ state: 'detached' });
  await settings.page.close();
}

async function walkAccess(popup: Popup): Promise<void> {
  await popup.press('Access');
  const organisation = popup.page.getByRole('switch', { name: /^API access for/ });
  await organisation.waitFor();
  await shoot(popup.page, 'access', 'The organisation’s API-access switch');
  await organisation.click();
  await popup.dialog.waitFor();
  await shoot(popup.page, 'access-confirm', 'Turning it off says what will stop');
  await popup.dialog.getByRole('button', { name: 'Turn off' }).click();
  await popup.dialog.waitFor({ state: 'detached' });
}

async function signIn(popup: Popup, email: string): Promise<void> {
  await popup.field('Email').fill(email);
  await popup.field('Password').fill(PASSWORD);
  await popup.press('Sign in');
  await popup.heading('Keys').waitFor();
}

async function signOut(popup: Popup): Promise<void> {
  await popup.press('Account');
  await popup.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await popup.field('Email').waitFor();
}

function gallery(): string {
  const sections = FRAMES.map((one) => {
    const rows = taken
      .filter((shot) => shot.frame === one)
      .map(({ file, what }) => {
        const [light, dark] = THEMES.map(
          (theme) => `![${what}, ${theme}](screens/${file}-${theme}.png)`,
        );
        return `| ${what} | ${light} | ${dark} |`;
      });
    return `## ${one.title}\n\n| | light | dark |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Every screen, in each frame\n\nMade by \`npm run screenshots\`.\n\n${sections.join('\n')}`;
}

await buildStale(['chrome'], () => console.log('Building …'));
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
for (frame of FRAMES) {
  const dataDir = await mkdtemp(join(tmpdir(), 'keyturn-screens-'));
  const browser = await ExtensionBrowser.launch();
  try {
    await walk(browser, dataDir);
  } finally {
    await browser.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
await writeFile(resolve(FOLDER, '../screens.md'), gallery());
console.log(`${taken.length} screens in ${FOLDER}`);
