/** What the person, or their organisation through the browser's managed storage, has set. */

import { browser } from '../browser.ts';
import type { Settings, SettingsState } from '../messages/settings.ts';
import { CLIPBOARD_SECONDS, stored, VAULT_MINUTES } from '../stored.ts';
import { notify } from './notify.ts';
import { parseAddress } from './session/address.ts';

export function readSettings(): Promise<SettingsState> {
  return settingsAfter({});
}

/** As they will count once `change` is written. */
export async function settingsAfter(change: Partial<Settings>): Promise<SettingsState> {
  const [before, preset] = await Promise.all([stored.settings.read(), readPreset()]);
  const own = changed(before, change);
  return {
    vaultMinutes: preset.vaultMinutes ?? own.vaultMinutes,
    clipboardSeconds: own.clipboardSeconds,
    preset: { address: preset.address, vaultMinutes: preset.vaultMinutes !== null },
  };
}

export async function writeSettings(change: Partial<Settings>): Promise<SettingsState> {
  await stored.settings.update((now) => changed(now, change));
  await notify('settings');
  return readSettings();
}

/** With what is offered; anything else changes nothing. */
function changed(now: Settings, { vaultMinutes, clipboardSeconds }: Partial<Settings>): Settings {
  return {
    vaultMinutes: oneOf(VAULT_MINUTES, vaultMinutes) ?? now.vaultMinutes,
    clipboardSeconds: oneOf(CLIPBOARD_SECONDS, clipboardSeconds) ?? now.clipboardSeconds,
  };
}

interface Preset {
  /** The only server to connect to; null where the organisation leaves that open. */
  address: string | null;
  vaultMinutes: number | null;
}

export async function readPreset(): Promise<Preset> {
  // Firefox rejects where no administrator has set anything.
  const found: Record<string, unknown> = await browser.storage.managed.get().catch(() => ({}));
  const { serverAddress, vaultMinutes } = found;
  const minutes = Number(vaultMinutes ?? Number.NaN);
  return {
    address: typeof serverAddress === 'string' ? parseAddress(serverAddress) : null,
    // Anything from one minute to a day: an administrator need not keep to our list.
    vaultMinutes: Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440 ? minutes : null,
  };
}

function oneOf<T extends number>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((one) => one === value);
}
