import type { Result } from '../../extension/messages/failure.ts';
import type { Gives } from '../../extension/messages/messages.ts';
import type { Driver, Screen, WebPage } from '../scenarios/driver.ts';
import type { ClosableDriver } from './chromium-driver.ts';
import { CLIPBOARD_IS_DUE } from './clipboard-time.ts';
import { FORGET_DRAFTS } from './desk.ts';
import { ADDON_ORIGIN, Firefox, FirefoxTab } from './firefox.ts';
import { openSidebar } from './firefox-sidebar.ts';
import { type Found, idOf } from './marionette.ts';
import { until } from './until.ts';

/** Where each kind of thing may be found; its name is what the browser computes. */
const KINDS = {
  button: 'button:not([role=menuitem])',
  'dialog button': 'dialog[open] button',
  link: 'a[href]',
  menuitem: '[role=menuitem]',
  textbox: 'input:not([type=checkbox], [type=radio]), textarea',
  checkbox: 'input[type=checkbox]',
};

export async function firefoxDriver(executable: string): Promise<ClosableDriver> {
  const firefox = await Firefox.launch(executable);
  // A page of the extension that runs no script of its own.
  const desk = await firefox.open(`${ADDON_ORIGIN}/manifest.json`);
  const pages = new Map<WebPage, FirefoxTab>();

  const ask: Driver['ask'] = async (name, takes) => {
    type Answer = Result<Gives<typeof name>>;
    const envelope = JSON.stringify({ name, takes });
    const answer = await desk.run<Answer>(`return browser.runtime.sendMessage(${envelope})`);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.failure)}`);
    return answer.value;
  };

  const driver: ClosableDriver = {
    async openPage(url) {
      const tab = await firefox.open(url);
      const page = toWebPage(tab);
      pages.set(page, tab);
      return page;
    },
    async openPopup(about) {
      const tab = about && pages.get(about);
      let query = '';
      if (tab) {
        await tab.front();
        await firefox.triggerAction();
        query = `?tab=${await firefox.tabInFront()}`;
      }
      return toScreen(await firefox.open(`${ADDON_ORIGIN}/popup.html${query}`));
    },
    openPanel: () => openSidebar(firefox),
    openFullTab: async (place) =>
      toScreen(await firefox.open(`${ADDON_ORIGIN}/manage.html#${place}`)),
    async setOnThisTab(popup, _hosts, button = 'Use on this tab') {
      // Its prompt would hide behind a popup, so a tab of ours asks, where it must.
      const before = await firefox.handles();
      await popup.press(button);
      await until(async () => {
        const [asking] = (await firefox.handles()).filter((handle) => !before.includes(handle));
        if (!asking) return (await driver.rules()) > 0;
        await toScreen(new FirefoxTab(firefox, asking)).press('Allow and use');
        return true;
      });
      await until(async () => (await firefox.handles()).length === before.length);
      await popup.waitForButton('Stop');
    },
    ask,
    rules: () => desk.run('return (await browser.declarativeNetRequest.getSessionRules()).length'),
    kept: () =>
      desk.run(
        'return JSON.stringify([await browser.storage.local.get(), await browser.storage.session.get()])',
      ),
    forgetDrafts: () => desk.run(`return ${FORGET_DRAFTS}`),
    clipboard: () => firefox.inChrome('return navigator.clipboard.readText()'),
    endBackground: () => firefox.terminateBackground(),
    close: () => firefox.close(),
  };
  return driver;
}

function toWebPage(tab: FirefoxTab): WebPage {
  return {
    call: (url, method = 'GET', headers = {}) => {
      const options = JSON.stringify({ method, headers });
      return tab.run(`return (await fetch(${JSON.stringify(url)}, ${options})).status`);
    },
    content: () => tab.run('return document.documentElement.outerHTML'),
    async goto(url) {
      await tab.front();
      await tab.firefox.command('WebDriver:Navigate', { url });
    },
    front: () => tab.front(),
    close: () => tab.close(),
  };
}

function toScreen(tab: FirefoxTab): Screen {
  const { firefox } = tab;

  const labelled = async (kind: keyof typeof KINDS, matches: (label: string) => boolean) => {
    await tab.front();
    const found = await firefox.command<Found[]>('WebDriver:FindElements', {
      using: 'css selector',
      value: KINDS[kind],
    });
    for (const one of found) {
      const id = idOf(one);
      const { value: label } = await firefox.command<{ value: string }>(
        'WebDriver:GetComputedLabel',
        { id },
      );
      if (matches(label.trim())) return id;
    }
    return null;
  };

  /** Does it as soon as it can be done: what is there may still be drawn anew. */
  const onceThere = async (
    kind: keyof typeof KINDS,
    matches: (label: string) => boolean,
    act: (id: string) => Promise<unknown>,
  ) => {
    let last: unknown = new Error('it is not there');
    await until(async () => {
      try {
        const id = await labelled(kind, matches);
        if (id === null) return false;
        await act(id);
        return true;
      } catch (error) {
        last = error;
        return false;
      }
    }, 15_000).catch(async () => {
      throw new Error(`no ${kind} could be used: ${last}; on the screen: ${await text()}`);
    });
  };

  const click = (id: string) => firefox.command('WebDriver:ElementClick', { id });
  const is = (name: string) => (label: string) => label === name;
  const text = () => tab.run<string>('return document.body?.innerText ?? ""');

  return {
    fill: (label, value) =>
      onceThere('textbox', is(label), async (id) => {
        await firefox.command('WebDriver:ElementClear', { id });
        await firefox.command('WebDriver:ElementSendKeys', { id, text: value });
      }),
    async valueOf(label) {
      let typed = '';
      await onceThere('textbox', is(label), async (id) => {
        const property = { id, name: 'value' };
        const { value } = await firefox.command<{ value: string }>(
          'WebDriver:GetElementProperty',
          property,
        );
        typed = value;
      });
      return typed;
    },
    check: (label) =>
      onceThere(
        'checkbox',
        (one) => one.startsWith(label),
        async (id) => {
          const { value } = await firefox.command<{ value: boolean }>(
            'WebDriver:IsElementSelected',
            { id },
          );
          if (!value) await click(id);
        },
      ),
    press: (name) => onceThere('button', is(name), click),
    follow: (link) => onceThere('link', is(link), click),
    pressInDialog: (name) => onceThere('dialog button', is(name), click),
    letClipboardTimePass: () => tab.run(CLIPBOARD_IS_DUE),
    choose: (item) => onceThere('menuitem', is(item), click),
    waitForButton: (name) => onceThere('button', is(name), async () => undefined),
    says: (words) =>
      until(async () => (await text()).includes(words), 15_000).catch(async () => {
        throw new Error(`it does not say ${words}, but: ${await text()}`);
      }),
    text,
    close: () => tab.close(),
  };
}
