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
  expect(manifest.optional_permissions).toEqual(['clipboardRead']);
  const policy: string = manifest.content_security_policy.extension_pages;
  expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
  // What the person's server answers is data: of it, nothing is ever run or drawn.
  expect(policy.match(/https?:/g)).toEqual(['http:', 'https:']);
  expect(policy).toContain('connect-src http: https:');
  expect(manifest).not.toHaveProperty('host_permissions');
  expect(manifest).not.toHaveProperty('content_scripts');
  expect(manifest).not.toHaveProperty('web_accessible_resources');
  expect(manifest).not.toHaveProperty('externally_connectable');
});
