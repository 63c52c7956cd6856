/** What the browser is asked for when the extension is installed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHROME_EXTENSION } from '../support/extension-browser.ts';

test('is these permissions, and no site', async () => {
  const manifest = JSON.parse(await readFile(join(CHROME_EXTENSION, 'manifest.json'), 'utf8'));
  expect(manifest.permissions.sort()).toEqual([
    'activeTab',
    'alarms',
    'contextMenus',
    'declarativeNetRequestWithHostAccess',
    'scripting',
    'sidePanel',
    'storage',
    'webRequest',
  ]);
  expect(manifest.optional_permissions).toEqual(['clipboardRead']);
  expect(manifest).not.toHaveProperty('host_permissions');
  expect(manifest).not.toHaveProperty('content_scripts');
  expect(manifest).not.toHaveProperty('web_accessible_resources');
  expect(manifest).not.toHaveProperty('externally_connectable');
});
