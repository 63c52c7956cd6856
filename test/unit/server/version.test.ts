import { expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { VERSION } from '../../../server/version.ts';

test("the server says the package's version", () => {
  expect(VERSION).toBe(packageJson.version);
});
