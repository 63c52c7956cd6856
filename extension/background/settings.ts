/** What the person, or their organisation through the browser's managed storage, has set. */

import { browser } from '../browser.ts';
import type { Settings, SettingsState } from '../messages/settings.ts';
import { CLIPBOARD_SECONDS, stored, VAULT_MINUTES } from '../stored.ts';
import { notify } from './notify.ts';
import { parseAddress } from './session/address.ts';

export async function readSettings(): Promise<SettingsState> {
  const [own, preset] = await Promise.all([stored.settings.read(), readPreset()]);
  return {
    vaultMinutes: preset.vaultMinutes ?? own.vaultMinutes,
    clipboardSeconds: own.clipboardSeconds,
    preset: { address: preset.address, vaultMinutes: preset.vaultMinutes !== null },
  };
}

export async function writeSettings(change: Partial<Settings>): Promise<SettingsState> {
  const { vaultMinutes, clipboardSeconds } = change;
  await stored.settings.update((now) => ({
    vaultMinutes: oneOf(VAULT_MINUTES, vaultMinutes) ?? now.vaultMinutes,
    clipboardSeconds: oneOf(CLIPBOARD_SECONDS, clipboardSeconds) ?? now.clipboardSeconds,
  }));
  await notify('settings');
  return readSettings();
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
