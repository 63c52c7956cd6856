import { browser } from '../../browser.ts';
import { writeDraft } from '../../drafts.ts';
import { openSidePanel } from '../../side-panel.ts';

/**
 * Opens the popup on This tab; the side panel where the browser opens no popup by itself
 * (Chrome before 127). To be called straight from the person's gesture.
 */
export async function openThisTab(windowId: number | undefined): Promise<void> {
  const placed = Promise.all(
    (['view', 'view-side-panel'] as const).map((form) =>
      writeDraft(form, { place: 'this-tab', creating: false }, Date.now()),
    ),
  );
  // Nothing is awaited before it, or the gesture is lost. What is written above is there
  // long before a new page has come so far as to read its view.
  const action: { openPopup?: () => Promise<void> } = browser.action;
  if (action.openPopup) await action.openPopup();
  else if (windowId !== undefined) await openSidePanel(windowId);
  await placed;
}
