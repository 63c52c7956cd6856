import type { Storage } from 'webextension-polyfill';
import { browser } from '../browser.ts';
import { toFailure } from './messages.ts';

/** Lets something run that no screen waits for; a failure goes to the worker's console. */
export function inBackground(task: Promise<unknown>): void {
  task.catch((error: unknown) => console.warn('Keyturn:', toFailure(error)));
}

/** Content scripts must not read memory storage; only Chrome has the switch, and its default says so. */
export async function keepMemoryToOurselves(): Promise<void> {
  const memory = browser.storage.session as Storage.StorageArea & {
    setAccessLevel?(level: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
  };
  await memory.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
