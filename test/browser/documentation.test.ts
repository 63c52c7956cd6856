/** The server's documentation as a browser that can reach nothing else shows it. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { requireBrowser } from '../support/find-browser.ts';
import type { TestPerson } from '../support/people.ts';
import { type RealServer, settle, startRealServer } from '../support/world.ts';

let browser: Browser;
let server: RealServer;
let ada: TestPerson;
let context: BrowserContext;
let page: Page;
let requested: string[];
let complaints: string[];

beforeAll(async () => {
  const executablePath = await requireBrowser();
  browser = await chromium.launch({ executablePath, chromiumSandbox: false });
  server = await startRealServer();
  ada = await settle(server);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  requested = [];
  complaints = [];
  context.on('request', (request) => requested.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(() => context.close());

/** What was asked of anyone but the server, `data:` URLs apart. */
const elsewhere = () =>
  requested.filter((url) => !url.startsWith(`${server.address}/`) && !url.startsWith('data:'));

test('the page to try calls in asks nothing of anyone else, and Authorize works until it is closed', async () => {
  await page.goto(`${server.address}/docs`);
  await page.getByRole('button', { name: 'Authorize', exact: true }).click();
  const session = page.locator('.auth-container', { hasText: 'session (http, Bearer)' });
  await session.locator('input').fill(ada.token);
  await session.getByRole('button', { name: 'Apply credentials' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).first().click();

  const operation = page.locator('#operations-me-getMe');
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Execute' }).click();
  const answer = operation.locator('.live-responses-table');
  await answer.getByText('ada@example.com').first().waitFor();
  expect(await answer.locator('tbody .response-col_status').first().textContent()).toContain('200');

  expect(requested).toContain(`${server.address}/v1/me`);
  expect(elsewhere()).toEqual([]);
  expect(complaints).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, document.cookie]));
  expect(kept).not.toContain(ada.token);
  await page.reload();
  await page.getByRole('button', { name: 'Authorize', exact: true }).click();
  expect(await session.locator('input').inputValue()).toBe('');
});

test('a request example of the page is one that the server takes', async () => {
  await page.goto(`${server.address}/docs#/sessions/createSession`);
  const operation = page.locator('#operations-sessions-createSession');
  const body = operation.locator('textarea.body-param__text');
  await body.waitFor();
  expect(JSON.parse(await body.inputValue())).toMatchObject({ email: 'ada@example.com' });
});

test.each(['/reference', '/docs/errors'])('%s is one request and a style', async (path) => {
  await page.goto(server.address + path);
  expect(requested.filter((url) => !url.startsWith('data:'))).toEqual([
    server.address + path,
    `${server.address}/docs/page.css`,
  ]);
  expect(complaints).toEqual([]);
});

test('axe-core has nothing to say about the error codes', async () => {
  await page.goto(`${server.address}/docs/errors`);
  expect(await violations(page)).toEqual([]);
});

test('from a call in the reference to what its refusal means', async () => {
  await page.goto(`${server.address}/reference`);
  await page.getByRole('link', { name: 'Create a key' }).click();
  const article = page.locator('#createKey');
  expect(await article.evaluate((one) => one.matches(':target'))).toBe(true);
  await article.getByRole('link', { name: 'api_access_off' }).click();
  await page.locator('tr#api_access_off:target').waitFor();
  expect(elsewhere()).toEqual([]);
});
