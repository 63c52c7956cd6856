/** A seat inside the extension from which a test arranges and looks, past the screens. */
import type { Page } from 'playwright-core';
import type { Form } from '../../extension/drafts.ts';
import type { Result } from '../../extension/messages/failure.ts';
import type { Gives, MessageName, Takes } from '../../extension/messages/messages.ts';
import type { ExtensionBrowser } from './extension-browser.ts';

export interface SessionRule {
  action: { requestHeaders: { header: string; value: string }[] };
  condition: { tabIds: number[]; urlFilter: string };
}

/** In a page of ours; Firefox has it by the same name. */
export const FORGET_DRAFTS = `(async () => {
  const all = Object.keys(await chrome.storage.session.get());
  await chrome.storage.session.remove(all.filter((name) => name.startsWith('draft.')));
})()`;

/** A page of the extension that runs no script of its own, so that it changes nothing by being open. */
export class Desk {
  readonly #browser: ExtensionBrowser;
  readonly #page: Page;

  private constructor(browser: ExtensionBrowser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  static async open(browser: ExtensionBrowser): Promise<Desk> {
    return new Desk(browser, await browser.openExtensionPage('manifest.json'));
  }

  /** The person has allowed these hosts already. `grantHost` alone only answers a later prompt. */
  async allow(...hosts: string[]): Promise<void> {
    const origins = hosts.map((host) => `http://${host}/*`);
    for (const pattern of origins) await this.#browser.grantHost(pattern);
    const given = await this.evaluate<boolean>(
      `chrome.permissions.request(${JSON.stringify({ origins })})`,
    );
    if (!given) throw new Error(`the browser does not allow ${hosts.join(', ')}`);
  }

  /** Asks the background as a screen does; throws where it fails. */
  async ask<N extends MessageName>(name: N, takes?: Takes<N>): Promise<Gives<N>> {
    const result = await this.evaluate<Result<Gives<N>>>(
      `chrome.runtime.sendMessage(${JSON.stringify({ name, takes })})`,
    );
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
    return result.value;
  }

  /** What the browser adds to requests now. */
  rules(): Promise<SessionRule[]> {
    return this.evaluate('chrome.declarativeNetRequest.getSessionRules()');
  }

  /** What the toolbar button says over that tab. */
  title(tabId: number): Promise<string> {
    return this.evaluate(`chrome.action.getTitle({ tabId: ${tabId} })`);
  }

  /** Everything that the extension keeps, on disk and in memory, as one text. */
  kept(): Promise<string> {
    return this.evaluate(
      'Promise.all([chrome.storage.local.get(), chrome.storage.session.get()]).then(JSON.stringify)',
    );
  }

  /** The part of it that outlives the browser. */
  onDisk(): Promise<string> {
    return this.evaluate('chrome.storage.local.get().then(JSON.stringify)');
  }

  /** What was typed the moment before. */
  async writeDraft(form: Form, fields: Record<string, unknown>): Promise<void> {
    const draft = { version: 1, value: { fields, writtenAt: Date.now() } };
    await this.evaluate(
      `chrome.storage.session.set(${JSON.stringify({ [`draft.${form}`]: draft })})`,
    );
  }

  /** Nothing is half typed, and each frame opens where it does at first. */
  async forgetDrafts(): Promise<void> {
    await this.evaluate(FORGET_DRAFTS);
  }

  evaluate<T>(expression: string): Promise<T> {
    return this.#page.evaluate<T>(expression);
  }
}
