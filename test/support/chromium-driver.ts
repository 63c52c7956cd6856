import type { Page } from 'playwright-core';
import type { Driver, Screen, WebPage } from '../scenarios/driver.ts';
import { CLIPBOARD_IS_DUE } from './clipboard-time.ts';
import { Desk } from './desk.ts';
import { ExtensionBrowser } from './extension-browser.ts';

export interface ClosableDriver extends Driver {
  close(): Promise<void>;
}

export async function chromiumDriver(): Promise<ClosableDriver> {
  const browser = await ExtensionBrowser.launch();
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const desk = await Desk.open(browser);
  const pages = new Map<WebPage, Page>();
  return {
    async openPage(url) {
      const page = await browser.context.newPage();
      await page.goto(url);
      const webPage = toWebPage(page);
      pages.set(webPage, page);
      return webPage;
    },
    async openPopup(about) {
      const page = about && pages.get(about);
      if (page) await (await browser.triggerAction(page)).close();
      return toScreen(await browser.openPopup(page));
    },
    openPanel: async () => toScreen(await browser.openSidePanelPage()),
    openFullTab: async (place) => toScreen(await browser.openFullTab(place)),
    async setOnThisTab(popup, hosts, button = 'Use on this tab') {
      for (const host of hosts) await browser.grantHost(`http://${host}/*`);
      await popup.press(button);
      await popup.waitForButton('Stop');
    },
    ask: (name, takes) => desk.ask(name, takes),
    rules: async () => (await desk.rules()).length,
    kept: () => desk.kept(),
    forgetDrafts: () => desk.forgetDrafts(),
    clipboard: () => desk.evaluate('navigator.clipboard.readText()'),
    endBackground: () => browser.killServiceWorker(),
    close: () => browser.close(),
  };
}

function toWebPage(page: Page): WebPage {
  return {
    call: (url, method = 'GET', headers = {}) =>
      page.evaluate(
        async (call) =>
          (await fetch(call.url, { method: call.method, headers: call.headers })).status,
        { url, method, headers },
      ),
    content: () => page.content(),
    async goto(url) {
      await page.goto(url);
    },
    front: () => page.bringToFront(),
    close: () => page.close(),
  };
}

function toScreen(page: Page): Screen {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
  return {
    fill: (label, text) => field(label).fill(text),
    valueOf: (label) => field(label).inputValue(),
    check: (label) => page.getByRole('checkbox', { name: new RegExp(`^${label}\\b`) }).check(),
    press: (name) => button(name).click(),
    follow: (link) => page.getByRole('link', { name: link, exact: true }).click(),
    pressInDialog: (name) =>
      page.getByRole('dialog').getByRole('button', { name, exact: true }).click(),
    letClipboardTimePass: () => page.evaluate(`(async () => {${CLIPBOARD_IS_DUE}})()`),
    choose: (item) => page.getByRole('menuitem', { name: item }).click(),
    waitForButton: (name) => button(name).waitFor(),
    says: (words) => page.getByText(words).filter({ visible: true }).first().waitFor(),
    text: () => page.locator('body').innerText(),
    close: () => page.close(),
  };
}
