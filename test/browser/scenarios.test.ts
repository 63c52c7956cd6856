/** The scenario list in Chromium. */
import { afterAll, beforeAll, test } from 'vitest';
import { play, SCENARIOS } from '../scenarios/scenarios.ts';
import { type ClosableDriver, chromiumDriver } from '../support/chromium-driver.ts';

let driver: ClosableDriver;

beforeAll(async () => {
  driver = await chromiumDriver();
});

afterAll(() => driver?.close());

test.for(Object.keys(SCENARIOS))('%s', (name) => play(name, driver));
