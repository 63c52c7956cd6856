import type { Page } from 'playwright-core';
import { Desk } from '../../test/support/desk.ts';
import type { ExtensionBrowser } from '../../test/support/extension-browser.ts';
import { Popup } from '../../test/support/popup.ts';
import type { Camera } from './camera.ts';

/** What This tab is about. */
export interface Pages {
  site: Page;
  /** A page of the same kind on a host that Keyturn was never let onto. */
  elsewhere: Page;
  /** Another API's page, on the site's host: the same permission, another origin. */
  neighbour: string;
}

export async function walkTab(camera: Camera, popup: Popup, pages: Pages): Promise<void> {
  const { site, neighbour } = pages;
  await popup.press('This tab');
  await popup.button('Use on this tab').waitFor();
  await camera.shoot(popup, 'this-tab', 'This tab: the page, its API, and a choice of key');
  await walkPageTools(camera, popup);
  await popup.press('Use on this tab');
  await popup.button('Stop').waitFor();
  await camera.shoot(popup, 'this-tab-set', 'A key is set on this tab');
  await site.evaluate(async () => {
    await fetch('/tasks');
    await fetch('/tasks/task_1', { method: 'DELETE' });
  });
  await popup.says('DELETE /tasks/task_1');
  await camera.shoot(popup, 'happened', 'What happened to the requests that the key went with');
  const before = site.url();
  await site.goto(neighbour);
  await popup.says('is no longer set');
  // Opened anew once the page has its document, as a person would who comes back to it.
  await site.getByText('/tasks').first().waitFor();
  await popup.page.reload();
  await popup.page.getByText('is no longer set').scrollIntoViewIfNeeded();
  await camera.shoot(popup, 'ended', 'A key that ended says why');
  await site.goto(before);
  await popup.press('Keys');
}

/** The page was never shown to Keyturn: no press of the button, no permission. */
export async function walkUnseen(
  camera: Camera,
  browser: ExtensionBrowser,
  { elsewhere }: Pages,
): Promise<void> {
  const popup = new Popup(await camera.frame.open(browser, elsewhere));
  await popup.press('This tab');
  await popup.says('The browser does not show Keyturn this page');
  await camera.shoot(popup, 'unseen', 'A page that Keyturn has not been shown');
  await popup.press('Keys');
  await popup.page.close();
}

async function walkPageTools(camera: Camera, popup: Popup): Promise<void> {
  await popup.page.getByText('4 operations, 4 permissions').click();
  await popup.button('New key for this page').scrollIntoViewIfNeeded();
  await camera.shoot(popup, 'page-api', 'The page’s API, and keys made for it');
  await popup.press('Key for this tab only');
  await popup.permission('View tasks').waitFor();
  await camera.shootDialog(popup, 'tab-key', 'A key for this tab only', 'Cancel');
  await popup.press('Fill in the page’s own form');
  const form = 'The page’s own form: never without a warning';
  await camera.shootDialog(popup, 'fill-form', form, 'Keep it out');
  await popup.page.getByText('Why is my key not applied?').click();
  await popup.page.getByText('No key is set on this tab.').waitFor();
  await popup.page.getByText('What no check can see').scrollIntoViewIfNeeded();
  await camera.shoot(popup, 'why-not-applied', 'Why is my key not applied?');
}

/** The page that asks for a permission where a popup cannot, as in Firefox. */
export async function walkAllow(
  camera: Camera,
  browser: ExtensionBrowser,
  { elsewhere }: Pages,
): Promise<void> {
  const tabId = await browser.tabId(elsewhere);
  const desk = await Desk.open(browser);
  const { keys } = await desk.ask('keys.list', { showRevoked: false });
  const keyId = keys.find(({ name }) => name === 'Nightly import')?.id ?? '';
  const { origin } = new URL(elsewhere.url());
  const use = { tabId, keyId, pageOrigin: origin, apiOrigins: [origin] };
  // It waits for the permission, which the background calls a failure.
  await desk.ask('tab.use', { ...use, header: { kind: 'bearer' } }).catch(() => undefined);
  const popup = new Popup(await browser.openExtensionPage(`manage.html?allow=${tabId}`));
  await popup.button('Allow and use').waitFor();
  await camera.shoot(popup, 'allow', 'Asking for a site, where the popup cannot (Firefox)');
  await desk.ask('tab.cancel', { tabId });
  await popup.page.close();
}
