/** The frames of the app, and the pictures that are taken of each. */
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { ExtensionBrowser } from '../../test/support/extension-browser.ts';
import type { Popup } from '../../test/support/popup.ts';

export const FOLDER = resolve(import.meta.dirname, '../../docs/screens');
const THEMES = ['light', 'dark'] as const;

export interface Frame {
  name: string;
  title: string;
  /** In CSS pixels. */
  size: { width: number; height: number };
  hasThisTab: boolean;
  open: (browser: ExtensionBrowser, site?: Page) => Promise<Page>;
}

export const FRAMES: Frame[] = [
  {
    name: 'popup',
    title: 'The popup',
    size: { width: 380, height: 560 },
    hasThisTab: true,
    open: (browser, site) => browser.openPopup(site),
  },
  {
    name: 'side-panel',
    title: 'The side panel, at its narrowest',
    size: { width: 320, height: 640 },
    hasThisTab: true,
    open: (browser, site) => browser.openSidePanelPage(site),
  },
  {
    name: 'full-tab',
    title: 'The full tab',
    size: { width: 1280, height: 720 },
    hasThisTab: false,
    open: (browser) => browser.openFullTab(),
  },
];

export class Camera {
  readonly taken: { file: string; what: string }[] = [];

  constructor(readonly frame: Frame) {}

  async shoot({ page }: Popup, name: string, what: string): Promise<void> {
    const file = `${this.frame.name}-${name}`;
    await page.setViewportSize(this.frame.size);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: join(FOLDER, `${file}-${colorScheme}.png`) });
    }
    this.taken.push({ file, what });
  }

  /** A dialog that is open, and then closed by its safe button. */
  async shootDialog(popup: Popup, name: string, what: string, safe = 'Keep'): Promise<void> {
    await popup.dialog.waitFor();
    await this.shoot(popup, name, what);
    await popup.dialog.getByRole('button', { name: safe, exact: true }).click();
    await popup.dialog.waitFor({ state: 'detached' });
  }
}

/** All that was taken, as a page. */
export function gallery(cameras: Camera[]): string {
  const sections = cameras.map(({ frame, taken }) => {
    const rows = taken.map(({ file, what }) => {
      const [light, dark] = THEMES.map(
        (theme) => `![${what}, ${theme}](screens/${file}-${theme}.png)`,
      );
      return `| ${what} | ${light} | ${dark} |`;
    });
    return `## ${frame.title}\n\n| | light | dark |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# The screens, in each frame\n\nMade by \`npm run screenshots\`, of the demo's organisation.\n\n${sections.join('\n')}`;
}
