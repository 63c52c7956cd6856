import { browser } from '../browser.ts';

/**
 * An alarm that goes off every so many minutes. To be set before there is what it looks after, and
 * cleared when that is gone: a worker that dies in between is woken by it once too often, never
 * not at all.
 */
export async function setPeriodicAlarm(name: string, periodInMinutes: number): Promise<void> {
  // Made once, since making it again would put the next time off.
  if (!(await browser.alarms.get(name))) browser.alarms.create(name, { periodInMinutes });
}

export async function clearAlarm(name: string): Promise<void> {
  await browser.alarms.clear(name);
}
