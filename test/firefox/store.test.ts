/** What Firefox is asked for, and what its store says of the package. Neither needs a Firefox. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { FIREFOX_MANIFEST } from '../../scripts/build.ts';

const run = promisify(execFile);

interface Verdict {
  errors: { code: string; file: string; message: string }[];
}

test('the manifest asks for these permissions, no site, and no data', async () => {
  const manifest = JSON.parse(await readFile(FIREFOX_MANIFEST, 'utf8'));
  expect(manifest.permissions.sort()).toEqual([
    'activeTab',
    'alarms',
    'contextMenus',
    'declarativeNetRequestWithHostAccess',
    'scripting',
    'storage',
    'webRequest',
  ]);
  expect(manifest.browser_specific_settings.gecko.data_collection_permissions).toEqual({
    required: ['none'],
  });
  expect(manifest.content_security_policy.extension_pages).toMatch(/^default-src 'none';/);
  for (const key of ['host_permissions', 'content_scripts', 'externally_connectable']) {
    expect(manifest).not.toHaveProperty(key);
  }
});

test('the store’s linter finds no error', async () => {
  const require = createRequire(import.meta.url);
  const linter = join(dirname(require.resolve('addons-linter/package.json')), 'bin/addons-linter');
  const { stdout } = await run(
    process.execPath,
    [linter, '--output', 'json', dirname(FIREFOX_MANIFEST)],
    { maxBuffer: 50_000_000 },
  );
  const { errors }: Verdict = JSON.parse(stdout);
  expect(errors.map(({ code, file, message }) => `${file}: ${code}: ${message}`)).toEqual([]);
});
