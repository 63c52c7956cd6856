import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { bundlePages } from './extension/pages-build.ts';

/** The oldest versions that take the extension. */
const OLDEST = { chrome: 120, firefox: 128 };

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  vite: ({ browser }) => ({
    plugins: [preact()],
    build: {
      target: browser === 'firefox' ? `firefox${OLDEST.firefox}` : `chrome${OLDEST.chrome}`,
    },
  }),
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      if (entrypoints.some(({ name }) => name === 'popup')) bundlePages(config);
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: [
      'storage',
      'alarms',
      'declarativeNetRequestWithHostAccess',
      'scripting',
      'activeTab',
      'webRequest',
      'contextMenus',
    ],
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+K' } },
      'use-last-key': {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_commandUseLast__',
      },
      stop: { suggested_key: { default: 'Alt+Shift+S' }, description: '__MSG_commandStop__' },
      lock: { suggested_key: { default: 'Alt+Shift+O' }, description: '__MSG_commandLock__' },
    },
    // No site at install: each is asked for when a key is first used on it.
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    // Lets the clipboard be cleared only where our value is still in it; asked in the settings.
    optional_permissions: ['clipboardRead'],
    content_security_policy: {
      // Said in full because Firefox's default upgrades http: to https:, which
      // would break a server on http://127.0.0.1. The vault's argon2 is WebAssembly.
      extension_pages:
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src http: https:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    },
    ...(browser === 'chrome' && {
      minimum_chrome_version: `${OLDEST.chrome}`,
      storage: { managed_schema: 'managed-storage.json' },
    }),
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'keyturn@keyturn.dev',
          strict_min_version: `${OLDEST.firefox}.0`,
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
  }),
});
