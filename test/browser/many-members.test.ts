/** An organisation of the largest size that the tables are meant for. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { roleIdOf } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { type SettledWorld, startSettledWorld } from '../support/world.ts';

/** Services: they need no password hashed. */
const MEMBERS = 5_000;
/** Asked for at a time: the server writes them down together. */
const AT_ONCE = 50;

let world: SettledWorld;

beforeAll(async () => {
  world = await startSettledWorld();
  const { orgId, token } = world.admin;
  const roleId = await roleIdOf(world, world.admin, 'read-only');
  const add = async (number: number) => {
    const body = { kind: 'service', name: `Sensor ${number}`, roleId };
    const { status } = await world.request('POST', `/v1/orgs/${orgId}/members`, { token, body });
    expect(status).toBe(201);
  };
  for (let first = 1; first <= MEMBERS; first += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => add(first + at)));
  }
});

afterAll(() => world?.close());

async function openMembers(): Promise<Popup> {
  const page = await world.browser.openFullTab('members');
  onTestFinished(() => page.close());
  return new Popup(page);
}

const rows = (page: Page) => page.locator('tbody tr');

test('one of 5,000 members is found, opened and left, and the table is still there', async () => {
  const tab = await openMembers();
  await expect.poll(() => rows(tab.page).count()).toBe(100);
  await tab.field('Filter by name, email or role').fill(`sensor ${MEMBERS}`);
  await expect.poll(() => rows(tab.page).count()).toBe(1);
  await tab.says('1 of 5,001');
  await tab.page.getByRole('link', { name: `Sensor ${MEMBERS}` }).click();
  await tab.heading(`Sensor ${MEMBERS}`).waitFor();
  await tab.page.goBack();
  await tab.field('Filter by name, email or role').waitFor();
  await tab.field('Filter by name, email or role').fill('sensor 490');
  // 490, 1490, 2490, 3490, 4490, and 4900 to 4909.
  await expect.poll(() => rows(tab.page).count()).toBe(15);
  await tab.says('15 of 5,001');
});
