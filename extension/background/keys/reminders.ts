import { remindersOf } from '../../reminders.ts';
import { stored } from '../../stored.ts';
import { cacheName } from './cache.ts';

/** How many keys of the person's last known list deserve a look; 0 where nobody is signed in. */
export async function countReminders(now = Date.now()): Promise<number> {
  const [session, lists] = await Promise.all([stored.session.read(), stored.keyLists.read()]);
  const keys = session ? lists[cacheName(session, false)]?.keys : undefined;
  return keys ? remindersOf(keys, now).length : 0;
}
