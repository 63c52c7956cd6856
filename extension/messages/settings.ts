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

export interface SettingsMessages {
  'settings.read': [undefined, SettingsState];
  'settings.write': [Partial<Settings>, SettingsState];
  /** Match patterns of the sites that the browser lets us act on. */
  'hosts.list': [undefined, string[]];
  'hosts.give-back': [{ pattern: string }, string[]];
}
