import { browser } from '../browser.ts';
import { notify } from './notify.ts';

/** The match patterns of every site that the browser lets us act on now. */
export async function grantedHosts(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return [...origins].sort();
}

/** The keys set there are taken off by what hears of removed permissions. */
export async function giveBackHost(pattern: string): Promise<string[]> {
  await browser.permissions.remove({ origins: [pattern] });
  await notify('settings');
  return grantedHosts();
}
