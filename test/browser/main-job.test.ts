import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listening } from '../support/listen.ts';
import { Popup } from '../support/popup.ts';
import { openPopupOn, startTasksApi, startWorld, type World } from '../support/world.ts';

let world: World;
let api: Listening;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await api?.close();
  await world?.close();
});

test('from first run to a key that answers 200, 403 and, revoked, 401 on a Swagger UI page', async () => {
  const { browser } = world;
  const first = new Popup(await browser.openPopup());
  await first.setUp(world.address, world.setupCode ?? '');
  await first.page.close();

  api = await startTasksApi(world, await world.signIn('ada@northwind.test'));
  const swagger = await browser.context.newPage();
  await swagger.goto(api.url);
  await swagger.getByText('List tasks').first().waitFor();

  const popup = await openPopupOn(world, swagger);
  const secret = await popup.createKey('Nightly report', 'View tasks');
  await popup.done();
  await popup.useOnThisTab();
  await popup.page.getByText('Swagger UI page at').waitFor();
  expect(await popup.page.getByRole('main').innerText()).toContain(
    `Nightly report is set for ${new URL(api.url).host} on this tab`,
  );

  expect(await tryItOut(swagger, 'GET /tasks')).toBe('200');
  expect(await tryItOut(swagger, 'DELETE /tasks/{id}')).toBe('403');
  expect(await swagger.locator('body').innerText()).toContain(
    'needs `tasks:delete`; this key has `tasks:read`',
  );

  await popup.revoke('Nightly report');
  expect(await tryItOut(swagger, 'GET /tasks')).toBe('401');

  expect(await swagger.content()).not.toContain(secret);
});

/** Presses Execute on an operation; gives the status that Swagger UI shows for the answer. */
async function tryItOut(page: Page, operation: string): Promise<string> {
  const [method = '', path = ''] = operation.split(' ');
  const block = page
    .locator(`.opblock-${method.toLowerCase()}`)
    .filter({ has: page.locator(`[data-path="${path}"]`) });
  if (!(await block.locator('.execute').isVisible())) {
    await block.locator('.opblock-summary-control').click();
  }
  const id = block.locator('tr[data-param-name="id"] input');
  if (await id.isVisible()) await id.fill('task_1');
  const answered = page.waitForResponse((response) => {
    const { pathname } = new URL(response.url());
    return response.request().method() === method && pathname.startsWith('/tasks');
  });
  await block.locator('.execute').click();
  const status = String((await answered).status());
  const shown = block.locator('.live-responses-table .response-col_status').last();
  await shown.filter({ hasText: status }).waitFor();
  return status;
}
