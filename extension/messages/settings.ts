/** The person’s settings, and the sites that the extension may act on. */

export interface Settings {
  /** Idle time after which an open vault locks. */
  vaultMinutes: number;
  /** After which what was copied is cleared; 0 for never. */
  clipboardSeconds: number;
}

/** As they count; `preset` says what the person's organisation has set. */
export interface SettingsState extends Settings {
  preset: { address: string | null; vaultMinutes: boolean };
}

/** As the manifest names them, in the order in which they are shown. */
export const SHORTCUTS = ['_execute_action', 'use-last-key', 'stop', 'lock'] as const;
export type ShortcutName = (typeof SHORTCUTS)[number];

export interface Shortcuts {
  /** `keys` as the browser writes them (`Alt+Shift+K`); empty for none. */
  items: { name: ShortcutName; keys: string }[];
  /** Whether we can open where the browser has them changed. */
  opens: boolean;
}

export interface SettingsMessages {
  'settings.read': [undefined, SettingsState];
  'settings.write': [Partial<Settings>, SettingsState];
  'shortcuts.read': [undefined, Shortcuts];
  /** Opens where the browser has them changed. */
  'shortcuts.open': [undefined, undefined];
  /** Match patterns of the sites that the browser lets us act on. */
  'hosts.list': [undefined, string[]];
  'hosts.give-back': [{ pattern: string }, string[]];
}
