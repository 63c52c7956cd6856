import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FIREFOX_MANIFEST } from '../../scripts/build.ts';
import { freePort } from './free-port.ts';
import { Marionette } from './marionette.ts';

const ADDON = 'keyturn@keyturn.dev';
const UUID = '11111111-2222-4333-8444-555555555555';
export const ADDON_ORIGIN = `moz-extension://${UUID}`;

/** What the browser is told before it starts. */
const preferences = (port: number) => ({
  'marionette.port': port,
  // The address of the extension's pages, otherwise drawn anew for each profile.
  'extensions.webextensions.uuids': JSON.stringify({ [ADDON]: UUID }),
  // The person says yes to what the extension asks.
  'extensions.webextOptionalPermissionPrompts': false,
  'network.dns.localDomains': 'page.test,api.test,elsewhere.test',
  // Nothing of its own goes over the network while the tests run.
  'app.update.disabledForTesting': true,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
});

/** A Firefox of its own, with a fresh profile and the extension loaded. */
export class Firefox {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #marionette: Marionette;
  /** The tab that the commands now go to. */
  #current = '';

  private constructor(process: ChildProcess, profile: string, marionette: Marionette) {
    this.#process = process;
    this.#profile = profile;
    this.#marionette = marionette;
  }

  static async launch(executable: string): Promise<Firefox> {
    const [profile, port] = await Promise.all([
      mkdtemp(join(tmpdir(), 'keyturn-firefox-')),
      freePort(),
    ]);
    const lines = Object.entries(preferences(port)).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    const options = ['--marionette', '--remote-allow-system-access', '--headless'];
    const child = spawn(executable, [...options, '--profile', profile], { stdio: 'ignore' });
    process.once('exit', () => child.kill());
    const firefox = new Firefox(child, profile, await Marionette.connect(port));
    await firefox.command('Addon:Install', { path: dirname(FIREFOX_MANIFEST), temporary: true });
    return firefox;
  }

  command<T>(name: string, parameters: object = {}): Promise<T> {
    return this.#marionette.send<T>(name, parameters);
  }

  /** A new tab in front. */
  async open(url: string): Promise<FirefoxTab> {
    const { handle } = await this.command<{ handle: string }>('WebDriver:NewWindow', {
      type: 'tab',
      focus: true,
    });
    await this.switchTo(handle);
    await this.command('WebDriver:Navigate', { url });
    return new FirefoxTab(this, handle);
  }

  /** Brings a tab to the front; the next commands go to it. */
  async switchTo(handle: string): Promise<void> {
    await this.command('WebDriver:SwitchToWindow', { handle, focus: true });
    this.#current = handle;
  }

  /** Presses the toolbar button over the tab in front, which shows the extension its page, and closes the popup. */
  async triggerAction(): Promise<void> {
    await this.inChrome(`
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      const action = ExtensionParent.apiManager.global.browserActionFor(extension);
      const shown = new Promise((resolve) =>
        window.addEventListener('popupshown', ({ target }) => resolve(target), { once: true }));
      await action.triggerAction(window);
      const panel = await shown;
      const hidden = new Promise((resolve) =>
        panel.addEventListener('popuphidden', resolve, { once: true }));
      panel.hidePopup();
      await hidden;
    `);
  }

  /** Ends the background as the browser does when it idles; the next event wakes it. */
  async terminateBackground(): Promise<void> {
    await this.inChrome(
      'await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });',
    );
  }

  /** Runs in the browser itself, with the loaded `extension`; gives what the script returns. */
  async inChrome<T>(script: string): Promise<T> {
    await this.command('Marionette:SetContext', { value: 'chrome' });
    try {
      return await this.run<T>(
        `const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(ADDON)}); ${script}`,
      );
    } finally {
      await this.command('Marionette:SetContext', { value: 'content' });
    }
  }

  /** Runs the body of an async function in the tab in front; gives what it returns. */
  async run<T>(body: string): Promise<T> {
    const { value } = await this.command<{ value: { ok: T } | { failed: string } }>(
      'WebDriver:ExecuteAsyncScript',
      {
        script: `const end = arguments[0];
          (async () => { ${body} })().then((ok) => end({ ok }), (e) => end({ failed: String(e) }));`,
        args: [],
      },
    );
    if ('failed' in value) throw new Error(value.failed);
    return value.ok;
  }

  async close(): Promise<void> {
    this.#marionette.close();
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  get current(): string {
    return this.#current;
  }

  /** Each tab's own name for Marionette. */
  handles(): Promise<string[]> {
    return this.command<string[]>('WebDriver:GetWindowHandles');
  }

  /** The extension's id of the tab in front. */
  tabInFront(): Promise<number> {
    return this.inChrome(`
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      return ExtensionParent.apiManager.global.tabTracker.getId(window.gBrowser.selectedTab);
    `);
  }
}

/** A tab, brought to the front for whatever is done in it. */
export class FirefoxTab {
  constructor(
    readonly firefox: Firefox,
    readonly handle: string,
  ) {}

  async front(): Promise<void> {
    if (this.firefox.current !== this.handle) await this.firefox.switchTo(this.handle);
  }

  /** Runs the body of an async function in its page. */
  async run<T>(body: string): Promise<T> {
    await this.front();
    return this.firefox.run<T>(body);
  }

  /** Nothing where it has closed already. */
  async close(): Promise<void> {
    if (!(await this.firefox.handles()).includes(this.handle)) return;
    await this.front();
    const [left] = await this.firefox.command<string[]>('WebDriver:CloseWindow');
    if (left) await this.firefox.switchTo(left);
  }
}
