import { browser } from '../browser.ts';
import type { Notice } from '../messages/messages.ts';

/** Tells the extension's open pages what to read again. */
export async function notify(changed: Notice['changed']): Promise<void> {
  // Rejects when no page is open, which is the usual case.
  await browser.runtime.sendMessage({ changed } satisfies Notice).catch(() => undefined);
}
