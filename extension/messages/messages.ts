/**
 * Every message that a screen may send to the background, with what it takes and what
 * comes back. The background accepts them from the extension's own pages only.
 */

import type { AdminMessages } from './admin.ts';
import type { KeyMessages } from './keys.ts';
import type { SecondFactorMessages } from './second-factor.ts';
import type { SessionMessages } from './session.ts';
import type { SettingsMessages } from './settings.ts';
import type { TabMessages } from './tabs.ts';
import type { VaultMessages } from './vault.ts';

/** Takes → gives, by name. `undefined` where there is nothing to take or give. */
export interface Messages
  extends AdminMessages,
    KeyMessages,
    SecondFactorMessages,
    SessionMessages,
    SettingsMessages,
    TabMessages,
    VaultMessages {
  /** Brings the full tab to the front, at that place; opens it where it is not open. */
  'full-tab.open': [{ place: string }, undefined];
  /** Opens the page that asks the browser for what the tab's key waits for. */
  'full-tab.ask': [{ tabId: number }, undefined];
  /** What was typed and not yet sent, per form; kept in memory storage. */
}

export type MessageName = keyof Messages;

export type Takes<N extends MessageName> = Messages[N][0];

export type Gives<N extends MessageName> = Messages[N][1];

/** What the background tells every open page of the extension, for it to read again. */
export interface Notice {
  changed: 'session' | 'keys' | 'tabs' | 'traffic' | 'vault' | 'settings' | 'approvals';
}

/** What travels from a screen to the background. */
export interface Envelope<N extends MessageName = MessageName> {
  name: N;
  takes: Takes<N>;
}
