import { browser } from './browser.ts';

/** Chrome's; Firefox calls its own a sidebar. */
interface SidePanel {
  open(where: { windowId: number }): Promise<void>;
}

/** To be called straight from a press, in a page of ours: both browsers want the gesture. */
export async function openSidePanel(windowId: number): Promise<void> {
  const { sidebarAction, sidePanel } = browser as typeof browser & { sidePanel?: SidePanel };
  await (sidePanel ? sidePanel.open({ windowId }) : sidebarAction.open());
}
