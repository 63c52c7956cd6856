/** The scenario list in Firefox. */
import { afterAll, beforeAll, inject, test } from 'vitest';
import { play, SCENARIOS } from '../scenarios/scenarios.ts';
import type { ClosableDriver } from '../support/chromium-driver.ts';
import { firefoxDriver } from '../support/firefox-driver.ts';

const firefox = inject('firefox');
let driver: ClosableDriver;

beforeAll(async () => {
  if (firefox) driver = await firefoxDriver(firefox);
});

afterAll(() => driver?.close());

test.skipIf(!firefox).for(Object.keys(SCENARIOS))('%s', (name) => play(name, driver));
