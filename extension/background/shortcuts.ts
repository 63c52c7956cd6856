/** The keys of the keyboard that the browser itself listens to for us. */

import { browser } from '../browser.ts';
import { SHORTCUTS, type Shortcuts } from '../messages/settings.ts';

/** Where Chromium has them changed; its relatives lead their own page there. */
const CHROMIUM_PAGE = 'chrome://extensions/shortcuts';

export async function readShortcuts(): Promise<Shortcuts> {
  const commands = await browser.commands.getAll();
  const items = SHORTCUTS.map((name) => ({
    name,
    keys: commands.find((one) => one.name === name)?.shortcut ?? '',
  }));
  return { items, opens: 'openShortcutSettings' in browser.commands || !import.meta.env.FIREFOX };
}

export async function openShortcuts(): Promise<void> {
  // Firefox has it since 137, no other browser does.
  const commands: Partial<typeof browser.commands> = browser.commands;
  if (commands.openShortcutSettings) await commands.openShortcutSettings();
  else await browser.tabs.create({ url: CHROMIUM_PAGE });
}
