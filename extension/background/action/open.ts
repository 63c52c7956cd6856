import type { Tabs } from 'webextension-polyfill';
import { browser } from '../../browser.ts';
import { writeDraft } from '../../drafts.ts';
import { openSidePanel } from '../../side-panel.ts';

/** In pixels, with room for the window's own bar. */
const WINDOW = { width: 400, height: 620 };

/**
 * Opens the popup on This tab; the side panel where the browser opens no popup by itself
 * (Chrome before 127). Both ask for the person's gesture in older browsers (Firefox before
 * 149), and whatever is awaited before this is called uses that up: then the popup's page
 * opens in a window of its own, which takes none.
 */
export async function openThisTab({ id, windowId }: Pick<Tabs.Tab, 'id' | 'windowId'>) {
  const placed = Promise.all(
    (['view', 'view-side-panel'] as const).map((form) =>
      writeDraft(form, { place: 'this-tab', creating: false }, Date.now()),
    ),
  );
  // Nothing is awaited before it, or the gesture is lost. What is written above is there
  // long before a new page has come so far as to read its view.
  await openOver(windowId).catch((error: unknown) => {
    if (id === undefined) throw error;
    return openBeside(id);
  });
  await placed;
}

async function openOver(windowId: number | undefined): Promise<void> {
  const action: { openPopup?: () => Promise<void> } = browser.action;
  if (action.openPopup) await action.openPopup();
  else if (windowId !== undefined) await openSidePanel(windowId);
}

async function openBeside(tabId: number): Promise<void> {
  const url = browser.runtime.getURL(`popup.html?tab=${tabId}`);
  const [open] = await browser.tabs.query({ url });
  if (open?.windowId === undefined) await browser.windows.create({ type: 'popup', url, ...WINDOW });
  else await browser.windows.update(open.windowId, { focused: true });
}
