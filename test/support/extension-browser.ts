import { resolve } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  type Worker,
} from 'playwright-core';
import { CdpTarget } from './cdp-target.ts';
import { requireBrowser } from './find-browser.ts';
import { ToolbarPopup } from './toolbar-popup.ts';
import { until } from './until.ts';

export const CHROME_EXTENSION = resolve(import.meta.dirname, '../../.output/chrome-mv3');

/** Playwright would end the whole process on a signal, before the opener has tidied up. */
const ENDED_BY_ITS_OPENER = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

const HERE = 'MAP *.test 127.0.0.1, MAP *.example 127.0.0.1';

export interface LaunchOptions {
  /** The unpacked extension's folder. Default: the built one. */
  extension?: string;
  headless?: boolean;
  /** A folder that outlives the browser. Default: a fresh one, which goes with it. */
  profile?: string;
}

/** A Chromium of its own, with a fresh profile and the extension loaded. */
export class ExtensionBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  readonly #browser: Browser;

  private constructor(context: BrowserContext, browser: Browser, id: string) {
    this.context = context;
    this.#browser = browser;
    this.extensionId = id;
  }

  /**
   * Every `*.test` host is this machine, and every `*.example`, which Keyturn takes for a
   * host out on the internet (where no person watches).
   */
  static async launch(options: LaunchOptions = {}): Promise<ExtensionBrowser> {
    const { extension = CHROME_EXTENSION, headless = true, profile = '' } = options;
    const executablePath = await requireBrowser();
    // Without a name the profile is a temporary folder, which Playwright removes.
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless,
      // It needs user namespaces or a setuid helper, which containers lack.
      chromiumSandbox: false,
      ...(!headless && { viewport: null, ...ENDED_BY_ITS_OPENER }),
      args: [
        `--disable-extensions-except=${extension}`,
        `--load-extension=${extension}`,
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // With --test-type no bar over the person's page names the flags.
        headless ? `--host-resolver-rules=${HERE}` : '--test-type',
      ],
    });
    const browser = context.browser();
    if (!browser) throw new Error('Playwright gave no browser for its context');
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    return new ExtensionBrowser(context, browser, new URL(worker.url()).host);
  }

  /** A page of the extension in a tab of its own. */
  async openExtensionPage(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${this.extensionId}/${path}`);
    return page;
  }

  /** The popup in a tab, to be driven like any page, looking at `page` as the tab in front. */
  async openPopup(page?: Page): Promise<Page> {
    return this.#openFrame('popup.html', { width: 380, height: 560 }, page);
  }

  /** The side panel's page in a tab: about `page`, or about whichever tab is in front. */
  async openSidePanelPage(page?: Page, width = 320): Promise<Page> {
    return this.#openFrame('sidepanel.html', { width, height: 800 }, page);
  }

  /** The full tab, at the place of that id. */
  async openFullTab(place = ''): Promise<Page> {
    return this.#openFrame(`manage.html${place && `#${place}`}`, { width: 1280, height: 800 });
  }

  async #openFrame(path: string, viewport: { width: number; height: number }, about?: Page) {
    const query = about ? `?tab=${await this.tabId(about)}` : '';
    const frame = await this.context.newPage();
    await frame.setViewportSize(viewport);
    await frame.goto(`chrome-extension://${this.extensionId}/${path}${query}`);
    return frame;
  }

  /**
   * Pages of the extension that open from now on hear that the browser speaks this
   * language. A Chromium for one language alone, as Debian's is, cannot really speak another.
   */
  async speak(language: string): Promise<void> {
    await this.context.addInitScript(
      `globalThis.chrome?.i18n && (chrome.i18n.getUILanguage = () => ${JSON.stringify(language)})`,
    );
  }

  /** The browser's own id of the page's tab. Brings the page to the front. */
  async tabId(page: Page): Promise<number> {
    await page.bringToFront();
    const worker = await this.worker();
    const [tab] = await worker.evaluate<{ id: number }[]>(
      'chrome.tabs.query({ active: true, lastFocusedWindow: true })',
    );
    if (!tab) throw new Error('the page is in no tab');
    return tab.id;
  }

  /** The background as it runs now; woken where it sleeps. */
  async worker(): Promise<Worker> {
    if (!(await this.#runningWorker())) await this.#wake();
    const worker = this.context.serviceWorkers().find((one) => this.#isOwn(one.url()));
    if (!worker) throw new Error('the background does not start');
    return worker;
  }

  /** Whenever the extension asks for a host pattern such as `http://api.test/*`, the person says yes. */
  grantHost(pattern: string): Promise<void> {
    return this.#hostPermission('addHostPermission', pattern);
  }

  /** Takes a host pattern back, as the person may in the browser's settings. */
  removeHost(pattern: string): Promise<void> {
    return this.#hostPermission('removeHostPermission', pattern);
  }

  /** Presses the toolbar button over the page: the real popup, and `activeTab` for the page. */
  async triggerAction(page: Page): Promise<ToolbarPopup> {
    await page.bringToFront();
    return ToolbarPopup.open(this.#browser, this.extensionId, await this.#tabTarget(page));
  }

  /** The real popup or side panel that opens by what is done. */
  frameOpenedBy(act: () => Promise<unknown>): Promise<ToolbarPopup> {
    return ToolbarPopup.openedBy(this.#browser, this.extensionId, act);
  }

  /** Ends the background as the browser does when it idles; the next message wakes it. */
  async killServiceWorker(): Promise<void> {
    const targetId = await this.#runningWorker();
    if (!targetId) throw new Error('the background is not running');
    const session = await this.#browser.newBrowserCDPSession();
    await session.send('Target.closeTarget', { targetId });
    // Playwright's own session keeps the target's record, so that no event says it ended. Where
    // a message is on its way already, it starts anew at once and is never seen to be gone.
    const isGone = async () => (await this.#runningWorker()) === undefined;
    await until(isGone, 1_000).catch(() => undefined);
    await session.detach();
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Ends it with -9, as a crash does; its profile stays as it is. */
  async crash(): Promise<void> {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const own = processInfo.find(({ type }) => type === 'browser');
    if (!own) throw new Error('the browser does not say which process it is');
    const closed = new Promise((resolve) => this.context.once('close', resolve));
    process.kill(own.id, 'SIGKILL');
    await closed;
  }

  /** Playwright keeps its Worker while the real one sleeps, so the browser is asked. */
  async #runningWorker(): Promise<string | undefined> {
    const session = await this.#browser.newBrowserCDPSession();
    const { targetInfos } = await session.send('Target.getTargets');
    await session.detach();
    return targetInfos.find(({ type, url }) => type === 'service_worker' && this.#isOwn(url))
      ?.targetId;
  }

  /** Any message wakes it, also one that it does not answer. */
  async #wake(): Promise<void> {
    const page = await this.openExtensionPage('popup.html');
    await page.evaluate("chrome.runtime.sendMessage('wake').catch(() => {})");
    await page.close();
  }

  #isOwn(url: string): boolean {
    return new URL(url).host === this.extensionId;
  }

  async #hostPermission(method: 'addHostPermission' | 'removeHostPermission', pattern: string) {
    const page = await this.context.newPage();
    await page.goto('chrome://extensions');
    const call = `chrome.developerPrivate.${method}(${JSON.stringify(this.extensionId)}, ${JSON.stringify(pattern)})`;
    await page.evaluate(call);
    await page.close();
  }

  /** A page lives in a target of type `tab`, which only says so once it is attached to. */
  async #tabTarget(page: Page): Promise<string> {
    const own = await this.context.newCDPSession(page);
    const { targetInfo } = await own.send('Target.getTargetInfo');
    await own.detach();
    const session = await this.#browser.newBrowserCDPSession();
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'tab' }] });
    for (const { targetId, url } of targetInfos) {
      if (url !== targetInfo.url) continue;
      const inside: string[] = [];
      const tab = await CdpTarget.attach(session, targetId, (method, params) => {
        const event = params as { targetInfo?: { targetId: string } };
        if (method === 'Target.attachedToTarget' && event.targetInfo) {
          inside.push(event.targetInfo.targetId);
        }
      });
      await tab.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: false,
        flatten: true,
      });
      await tab.detach();
      if (inside.includes(targetInfo.targetId)) {
        await session.detach();
        return targetId;
      }
    }
    throw new Error(`no tab holds ${targetInfo.url}`);
  }
}
