/** For a file of browser tests: one world, and in its browser someone new for each test. */
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import { type Verify, verifier } from './check.ts';
import { invite, type TestPerson } from './people.ts';
import { Popup } from './popup.ts';
import { enter, type SettledWorld, startSettledWorld } from './world.ts';

export interface SomeoneNew {
  world: SettledWorld;
  /** As an API's backend asks. */
  verify: Verify;
  /** An admin without keys, signed in: nobody sees another test's keys. */
  person: TestPerson;
  /** Closed as the test ends. */
  openPopup(): Promise<Popup>;
}

export function someoneNew(): () => SomeoneNew {
  let world: SettledWorld;
  let verify: Verify;
  let person: TestPerson;

  beforeAll(async () => {
    world = await startSettledWorld();
    verify = await verifier(world, world.admin);
  });
  afterAll(() => world?.close());
  beforeEach(async () => {
    person = await invite(world, world.admin, 'admin');
    await enter(world, world.desk, person);
  });
  return () => ({ world, verify, person, openPopup: () => openPopup(world) });
}

async function openPopup({ browser }: SettledWorld): Promise<Popup> {
  const popup = new Popup(await browser.openPopup());
  onTestFinished(() => popup.page.close());
  return popup;
}
