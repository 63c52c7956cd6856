import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const { browser } = vi.hoisted(() => ({
  browser: {
    commands: {} as { getAll?: () => Promise<unknown>; openShortcutSettings?: () => Promise<void> },
    tabs: { create: vi.fn(async () => ({})) },
  },
}));
vi.mock('../../../extension/browser.ts', () => ({ browser }));

import { openShortcuts, readShortcuts } from '../../../extension/background/shortcuts.ts';

beforeEach(() => {
  browser.commands = {
    getAll: async () => [
      { name: 'stop', shortcut: 'Alt+Shift+S', description: 'Stop the key on this tab' },
      { name: '_execute_action', shortcut: 'Ctrl+Shift+9', description: '' },
      { name: 'lock', shortcut: '' },
    ],
  };
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.clearAllMocks();
});

it('are told with the keys that the browser has now, also those that have none', async () => {
  expect((await readShortcuts()).items).toEqual([
    { name: '_execute_action', keys: 'Ctrl+Shift+9' },
    { name: 'use-last-key', keys: '' },
    { name: 'stop', keys: 'Alt+Shift+S' },
    { name: 'lock', keys: '' },
  ]);
});

describe('where they are changed', () => {
  it('is a page of Chromium’s', async () => {
    expect((await readShortcuts()).opens).toBe(true);
    await openShortcuts();
    expect(browser.tabs.create).toHaveBeenCalledWith({ url: 'chrome://extensions/shortcuts' });
  });

  it('is opened by Firefox itself, from 137 on', async () => {
    vi.stubEnv('FIREFOX', 'true');
    browser.commands.openShortcutSettings = vi.fn(async () => undefined);
    expect((await readShortcuts()).opens).toBe(true);
    await openShortcuts();
    expect(browser.commands.openShortcutSettings).toHaveBeenCalled();
    expect(browser.tabs.create).not.toHaveBeenCalled();
  });

  it('is for the person to find in an older Firefox', async () => {
    vi.stubEnv('FIREFOX', 'true');
    expect((await readShortcuts()).opens).toBe(false);
  });
});
