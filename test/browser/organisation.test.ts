/** What an admin sets for the organisation in the full tab: access by role, roles, policies; and the audit log. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Org } from '../../shared/contract/orgs.ts';
import { violations } from '../support/axe.ts';
import { type Verify, verifier } from '../support/check.ts';
import { createKey } from '../support/keys.ts';
import { type Listening, listen } from '../support/listen.ts';
import { invite, setApiAccess } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { enter, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
let verify: Verify;

beforeAll(async () => {
  world = await startSettledWorld();
  await setApiAccess(world, world.admin, true);
  verify = await verifier(world, world.admin);
});

afterAll(() => world?.close());

async function open(place: string): Promise<Popup> {
  const page = await world.browser.openFullTab(place);
  onTestFinished(() => page.close());
  return new Popup(page);
}

const rows = ({ page }: Popup) => page.locator('tbody tr');
const press = ({ dialog }: Popup, name: string) =>
  dialog.getByRole('button', { name, exact: true }).click();

async function org(): Promise<Org> {
  const { body } = await world.request<Org>('GET', `/v1/orgs/${world.admin.orgId}`, {
    token: world.admin.token,
  });
  return body;
}

describe('access', () => {
  test('everything is stopped in two presses', async () => {
    const member = await invite(world, world.admin);
    const { secret } = await createKey(world, member);
    const tab = await open('access');
    await tab.accessSwitch.click();
    await press(tab, 'Turn off');
    await tab.says('API access is off');
    expect((await verify(secret, ['tasks:read'])).code).toBe('api_access_off');
    await setApiAccess(world, world.admin, true);
  });

  test('a role’s switch says what will stop, stops it, and starts it again', async () => {
    const member = await invite(world, world.admin, 'read-only');
    const { secret } = await createKey(world, member);
    const tab = await open('access');
    const role = tab.page.getByRole('switch', { name: 'API keys for read-only' });
    await role.click();
    await tab.dialog
      .getByRole('heading', { name: 'Keep the role read-only from API keys?' })
      .waitFor();
    await tab.says('1 key of 1 person will stop at once.');
    await expect.poll(() => tab.focused()).toBe('Keep on');
    expect(await violations(tab.page)).toEqual([]);
    await press(tab, 'Turn off');
    await tab.says('read-only may not use API keys now: 1 key stopped');
    expect(await role.getAttribute('aria-checked')).toBe('false');
    expect((await verify(secret, ['tasks:read'])).code).toBe('api_access_off');

    await role.click();
    await tab.says('1 key of 1 person will work again at once');
    await press(tab, 'Turn on');
    await tab.says('read-only may use API keys now: 1 key works again');
    expect((await verify(secret, ['tasks:read'])).code).toBe('valid');
    expect(await tab.page.getByRole('switch', { name: 'API keys for admin' }).count()).toBe(0);
  });
});

describe('roles', () => {
  test('one is made, given, changed, kept while it is in use, and deleted', async () => {
    const tab = await open('roles');
    await tab.press('Create a role');
    await tab.heading('Create a role').waitFor();
    await tab.press('Create a role');
    await expect.poll(() => tab.errorOf('Name')).toBe('Give the role a name.');
    await tab.says('Choose at least one permission.');
    expect(await violations(tab.page)).toEqual([]);
    await tab.fill({ Name: 'Support' });
    await tab.permission('View tasks').check();
    await tab.press('Create a role');
    await tab.says('Saved Support');
    await tab.page.getByRole('rowheader', { name: 'Support' }).waitFor();
    expect(await violations(tab.page)).toEqual([]);

    await tab.press('Edit Support');
    expect(await tab.permission('View tasks').isChecked()).toBe(true);
    await tab.permission('Everything about tasks').check();
    await tab.press('Save');
    await tab.page.getByRole('cell', { name: 'tasks:read, tasks:*' }).waitFor();

    const member = await invite(world, world.admin);
    const path = `/v1/orgs/${world.admin.orgId}`;
    const { token } = world.admin;
    const { body } = await world.request<{ items: { id: string; name: string }[] }>(
      'GET',
      `${path}/roles`,
      { token },
    );
    const roleId = body.items.find(({ name }) => name === 'Support')?.id;
    await world.request('PATCH', `${path}/members/${member.memberId}`, { token, body: { roleId } });
    await tab.press('Delete Support');
    await expect.poll(() => tab.focused()).toBe('Keep');
    await press(tab, 'Delete');
    await tab.says('Members still have this role');
    await world.request('PATCH', `${path}/members/${member.memberId}`, {
      token,
      body: { roleId: member && body.items.find(({ name }) => name === 'member')?.id },
    });
    await press(tab, 'Delete');
    await tab.says('Deleted Support');
    expect(await tab.page.getByRole('rowheader', { name: 'Support' }).count()).toBe(0);
  });
});

describe('policies', () => {
  test('are checked, saved, and reach the next key', async () => {
    const tab = await open('policies');
    await tab.field('Longest lifetime, in days').fill('soon');
    await tab.press('Save');
    await expect
      .poll(() => tab.errorOf('Longest lifetime, in days'))
      .toBe('Type a whole number from 1 to 3660, or nothing.');
    expect(await violations(tab.page)).toEqual([]);
    await tab.field('Longest lifetime, in days').fill('90');
    await tab.page.getByRole('switch', { name: 'An admin approves each new key' }).click();
    await tab.field('Address of your own API’s documentation').fill('javascript:alert(1)');
    await tab.press('Save');
    await expect
      .poll(() => tab.errorOf('Address of your own API’s documentation'))
      .toContain('https://');
    await tab.field('Address of your own API’s documentation').fill('https://docs.example/api');
    await tab.press('Save');
    await tab.says('Policies are saved');
    expect((await org()).policy).toMatchObject({ maxKeyLifetimeDays: 90, requireApproval: true });

    await tab.field('Longest lifetime, in days').fill('');
    await tab.page.getByRole('switch', { name: 'An admin approves each new key' }).click();
    await tab.press('Save');
    await expect.poll(async () => (await org()).policy.maxKeyLifetimeDays).toBeNull();
  });

  test('lead members to the documentation', async () => {
    await enter(world, world.desk, await invite(world, world.admin));
    onTestFinished(() => enter(world, world.desk, world.admin));
    const page = await world.browser.openPopup();
    onTestFinished(() => page.close());
    const popup = new Popup(page);
    await popup.press('Account');
    const own = popup.page.getByRole('menuitem', { name: 'API documentation' });
    expect(await own.getAttribute('href')).toBe('https://docs.example/api');
    expect(await own.getAttribute('rel')).toContain('noreferrer');
    const reference = popup.page.getByRole('menuitem', { name: 'Keyturn’s API, reference' });
    expect(await reference.getAttribute('href')).toBe(`${world.address}/reference`);
    expect(await violations(page)).toEqual([]);
  });
});

describe('the audit log', () => {
  test('says what happened, and shows less of it', async () => {
    const tab = await open('audit');
    await tab.says('turned API access on for');
    expect(await violations(tab.page)).toEqual([]);
    const all = await rows(tab).count();
    await tab.page.getByRole('combobox', { name: 'What happened' }).selectOption('Member invited');
    await expect.poll(() => rows(tab).count()).toBeLessThan(all);
    await expect
      .poll(async () =>
        (await rows(tab).allTextContents()).every((text) => text.includes('Ada invited Pat')),
      )
      .toBe(true);
    await rows(tab).first().getByRole('button', { name: 'Pat' }).click();
    await expect.poll(() => rows(tab).count()).toBe(1);
    await tab.page.getByLabel('To', { exact: true }).fill('2020-01-01');
    await tab.says('Nothing of that kind happened');
    await tab.press('Clear the filters');
    await expect.poll(() => rows(tab).count()).toBe(all);
  });

  test('is exported whole, as lines', async () => {
    const tab = await open('audit');
    const downloaded = tab.page.waitForEvent('download');
    await tab.press('Export all');
    const download = await downloaded;
    expect(download.suggestedFilename()).toMatch(/^keyturn-audit-\d{4}-\d\d-\d\d\.jsonl$/);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual(lines.map((_, at) => at + 1));
    await tab.says('Exported as JSON lines, 0.1 MB');
  });

  test('is exported whole where it is longer than any message to a page may be', async () => {
    const long = await frontOf(world.address, longLog());
    onTestFinished(long.close);
    onTestFinished(() => enter(world, world.desk, world.admin));
    await enter({ address: long.url }, world.desk, world.admin);
    const tab = await open('audit');
    const downloaded = tab.page.waitForEvent('download');
    await tab.press('Export all');
    await tab.page.getByText(/\d MB so far$/).waitFor();
    const file = await readFile(await (await downloaded).path());
    expect(file.length).toBeGreaterThan(64 * 1024 * 1024);
    expect(digestOf([file])).toBe(digestOf(longLog()));
  });
});

/** 70 MB, more than Chrome's longest message. */
function* longLog(): Generator<string> {
  const detail = 'ä'.repeat(350);
  for (let seq = 1; seq <= 98_000; seq++) yield `${JSON.stringify({ seq, detail })}\n`;
}

function digestOf(parts: Iterable<string | Buffer>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The server itself, but for its audit export: writing so long a log would take too long. */
function frontOf(address: string, log: Iterable<string>): Promise<Listening> {
  return listen(() => async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const {
      host: _,
      connection: __,
      'content-length': length,
      ...headers
    } = request.headers as Record<string, string>;
    const body = length === undefined ? null : await text(request);
    const answer = await fetch(address + url, { method, headers, body });
    const {
      'content-length': ___,
      'content-encoding': ____,
      ...kept
    } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, kept);
    if (url.endsWith('/audit/export') && method === 'GET') Readable.from(log).pipe(response);
    else response.end(Buffer.from(await answer.arrayBuffer()));
  });
}
