/** The main screens for those who set their browser otherwise: forced colours, more contrast, zoom, right to left, no motion. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { type Listening, listen } from '../support/listen.ts';
import { invite, setApiAccess } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import { keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;

let world: SettledWorld;
let site: Recorder;
/** The page that the popup is about. */
let front: Page;

beforeAll(async () => {
  [world, site] = await Promise.all([startSettledWorld(), startRecorder()]);
  await setApiAccess(world, world.admin, true);
  await invite(world, world.admin);
  await keyInBrowser(world.desk, { name: 'Nightly report of all the warehouses in the north' });
  await world.desk.allow('page.test');
  front = await world.browser.context.newPage();
  await front.goto(site.at('page.test'));
});

afterAll(async () => {
  await world?.close();
  await site?.close();
});

/** One by one, each drawn whole when it is handed over. */
const POPUP: [screen: string, open: (popup: Popup) => Promise<unknown>][] = [
  ['keys', (popup) => popup.row('Nightly report').waitFor()],
  [
    'this tab',
    async (popup) => {
      await popup.openThisTab();
      await popup.button('Use on this tab').waitFor();
    },
  ],
  ['access', (popup) => popup.openAccess()],
  [
    'create key',
    async (popup) => {
      await popup.press('Keys');
      await popup.press('Create key');
      await popup.permission('View tasks').waitFor();
    },
  ],
];

const FULL_TAB: [place: string, open: (tab: Popup) => Promise<unknown>][] = [
  ['keys', (tab) => tab.row('Nightly report').waitFor()],
  ['access', (tab) => tab.accessSwitch.waitFor()],
  ['members', (tab) => tab.page.getByRole('link', { name: 'Pat' }).waitFor()],
  ['settings', (tab) => tab.page.getByText('This browser', { exact: true }).waitFor()],
];

/** Sees every main screen of the popup and the full tab. */
async function onEach(
  see: (page: Page, screen: string) => Promise<void>,
  media: Media = {},
  zoomed = false,
): Promise<void> {
  const popup = await openPopup();
  await popup.page.emulateMedia(media);
  // Browsers give a popup at most 800 × 600 pixels, which are 400 × 300 at 200 %.
  if (zoomed) await popup.page.setViewportSize({ width: 380, height: 300 });
  for (const [screen, open] of POPUP) {
    await open(popup);
    await see(popup.page, `${screen}, popup`);
  }
  const tab = new Popup(await world.browser.openFullTab('keys'));
  onTestFinished(() => tab.page.close());
  await tab.page.emulateMedia(media);
  // A window of 1280 × 800 at 200 %.
  if (zoomed) await tab.page.setViewportSize({ width: 640, height: 400 });
  for (const [place, open] of FULL_TAB) {
    await tab.page.evaluate((hash) => location.replace(`#${hash}`), place);
    await open(tab);
    await see(tab.page, `${place}, full tab`);
  }
}

async function openPopup(): Promise<Popup> {
  await world.desk.forgetDrafts();
  const popup = new Popup(await world.browser.openPopup(front));
  onTestFinished(() => popup.page.close());
  return popup;
}

/** What is wider than the page, beyond its edges, or cut off where nothing can show the rest. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push(`the page scrolls sideways: ${scrollWidth}`);
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element);
      const { left, right, width, height } = element.getBoundingClientRect();
      const isForReaders = style.clipPath !== 'none';
      const scrollsByItself = element.closest('.table-frame') !== null;
      if (!element.checkVisibility() || isForReaders || scrollsByItself || !width || !height)
        continue;
      if (left < -1 || right > innerWidth + 1) found.push(`beyond the edge: ${element.outerHTML}`);
      // What ends in an ellipsis says itself that there is more.
      const isShortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      const hides = style.overflow !== 'visible' && !/auto|scroll/.test(style.overflow);
      const isLarger =
        element.scrollWidth > element.clientWidth + 1 ||
        element.scrollHeight > element.clientHeight + 1;
      if (hides && isLarger && !isShortened) found.push(`cut off: ${element.outerHTML}`);
    }
    return found;
  });
}

/** Controls that cannot be brought into view whole, or that something lies over there. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const control of document.querySelectorAll('button, input, select, a[href], summary')) {
      if (!control.checkVisibility() || control.closest('.table-frame')) continue;
      control.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      const { left, right, top, bottom } = control.getBoundingClientRect();
      if (top < -1 || bottom > innerHeight + 1) found.push(`out of view: ${control.outerHTML}`);
      const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const isItself = over && (control.contains(over) || over.contains(control));
      if (!isItself) found.push(`under ${over?.outerHTML}: ${control.outerHTML}`);
    }
    return found;
  });
}

/** Controls on which the focus is not seen. */
async function focusUnseen(page: Page): Promise<string[]> {
  // From a key press on, the browser shows where the focus is.
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const found: string[] = [];
    const controls = document.querySelectorAll<HTMLElement>(
      'button, input, select, a[href], summary',
    );
    for (const control of controls) {
      if (!control.checkVisibility()) continue;
      control.focus();
      const ringed = [control, control.closest('label')].some((one) => {
        const { outlineStyle, outlineWidth } = one
          ? getComputedStyle(one)
          : { outlineStyle: 'none', outlineWidth: '0px' };
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      if (document.activeElement !== control || !ringed) found.push(control.outerHTML);
    }
    return found;
  });
}

/** How light the two places are at which a switch's knob can be, from 0 to 1. */
async function switchEnds(popup: Popup): Promise<{ start: number; end: number }> {
  const shot = await popup.accessSwitch.locator('.switch__track').screenshot();
  return popup.page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas?.drawImage(image, 0, 0);
    const lightAt = (x: number) => {
      const [red = 0, green = 0, blue = 0] =
        canvas?.getImageData(x, image.height / 2, 1, 1).data ?? [];
      return (red * 0.2126 + green * 0.7152 + blue * 0.0722) / 255;
    };
    return { start: lightAt(10), end: lightAt(image.width - 10) };
  }, shot.toString('base64'));
}

describe('forced colours', () => {
  test('every screen is clean to axe, and shows where the focus is', async () => {
    await onEach(
      async (page, screen) => {
        // One palette, whichever theme: the browser's own.
        expect(await violations(page, ['dark']), screen).toEqual([]);
        expect(await focusUnseen(page), screen).toEqual([]);
      },
      { forcedColors: 'active' },
    );
  });

  test('a switch shows whether it is on by where its knob is', async () => {
    const popup = await openPopup();
    await popup.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await popup.openAccess();
    const on = await switchEnds(popup);
    expect(Math.abs(on.start - on.end)).toBeGreaterThan(0.3);
    await setApiAccess(world, world.admin, false);
    onTestFinished(() => setApiAccess(world, world.admin, true));
    await popup.page.reload();
    await popup.page.getByRole('switch', { checked: false }).waitFor();
    const off = await switchEnds(popup);
    expect(Math.abs(off.start - off.end)).toBeGreaterThan(0.3);
  });

  test('a choice shows that it is taken', async () => {
    const popup = await openPopup();
    await popup.page.emulateMedia({ forcedColors: 'active' });
    await popup.press('Create key');
    const edge = (name: string) =>
      popup.page
        .getByRole('radio', { name, exact: true })
        .locator('..')
        .evaluate((chip) => getComputedStyle(chip).borderTopWidth);
    await popup.page.getByRole('radio', { name: '30 days', exact: true }).check();
    expect(await edge('30 days')).toBe('2px');
    expect(await edge('1 year')).toBe('1px');
  });
});

test('at 200 % nothing scrolls sideways, is cut off or out of reach', async () => {
  await onEach(
    async (page, screen) => {
      expect(await cutOff(page), screen).toEqual([]);
      expect(await outOfReach(page), screen).toEqual([]);
    },
    {},
    true,
  );
});

test('from right to left nothing scrolls sideways or is cut off, and axe finds nothing', async () => {
  await onEach(async (page, screen) => {
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    expect(await cutOff(page), screen).toEqual([]);
    expect(await violations(page, ['light']), screen).toEqual([]);
  });
});

describe('more contrast', () => {
  test.for(['light', 'dark'] as const)('%s: text and edges are strong', async (colorScheme) => {
    const popup = await openPopup();
    await popup.page.emulateMedia({ contrast: 'more', colorScheme });
    await popup.row('Nightly report').waitFor();
    const tokens = await popup.page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      const light = (token: string) => {
        probe.style.color = `var(--${token})`;
        const [red = 0, green = 0, blue = 0] = (
          getComputedStyle(probe).color.match(/[\d.]+/g) ?? []
        ).map((part) => {
          const share = Number(part) / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return red * 0.2126 + green * 0.7152 + blue * 0.0722;
      };
      const ground = light('ground');
      const contrast = (token: string) => {
        const [low = 0, high = 0] = [light(token), ground].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
      };
      return Object.fromEntries(
        ['text-quiet', 'accent', 'danger', 'line', 'line-strong'].map((token) => [
          token,
          contrast(token),
        ]),
      );
    });
    for (const token of ['text-quiet', 'accent', 'danger'])
      expect(tokens[token], token).toBeGreaterThan(7);
    for (const token of ['line', 'line-strong']) expect(tokens[token], token).toBeGreaterThan(4.5);
    expect(await violations(popup.page)).toEqual([]);
  });
});

/** The longest animation or transition that anything on the page has, in milliseconds. */
function longestMotion(page: Page): Promise<number> {
  return page.evaluate(() => {
    let longest = 0;
    const milliseconds = (list: string) =>
      Math.max(...list.split(',').map((one) => Number.parseFloat(one) * 1000));
    for (const element of document.querySelectorAll('*')) {
      for (const part of [undefined, '::before', '::after', '::backdrop']) {
        const style = getComputedStyle(element, part);
        if (style.animationName !== 'none')
          longest = Math.max(longest, milliseconds(style.animationDuration));
        longest = Math.max(longest, milliseconds(style.transitionDuration));
      }
    }
    for (const animation of document.getAnimations()) {
      const { duration } = animation.effect?.getComputedTiming() ?? {};
      longest = Math.max(longest, Number(duration ?? 0));
    }
    return longest;
  });
}

describe('reduced motion', () => {
  const REDUCED: Media = { reducedMotion: 'reduce' };

  test('nothing moves on any screen', async () => {
    await onEach(async (page, screen) => {
      expect(await longestMotion(page), screen).toBeLessThan(10);
    }, REDUCED);
  });

  test('nor does what floats, or what waits', async () => {
    let silent: Listening | undefined;
    onTestFinished(() => silent?.close());
    silent = await listen(() => () => {});
    await keyInBrowser(world.desk, { name: 'Old name' });
    const popup = await openPopup();
    await popup.page.emulateMedia({ reducedMotion: 'no-preference' });
    await popup.press('Account');
    expect(await longestMotion(popup.page)).toBeGreaterThan(100);
    await popup.page.emulateMedia(REDUCED);
    // What had begun to move goes on to its end.
    await expect.poll(() => longestMotion(popup.page)).toBeLessThan(10);
    await popup.page.keyboard.press('Escape');
    await popup.actOn('Old name', 'Rename');
    await popup.dialog.waitFor();
    expect(await longestMotion(popup.page)).toBeLessThan(10);
    await popup.dialog.getByRole('textbox').fill('New name');
    await popup.dialog.getByRole('button', { name: 'Rename' }).click();
    await popup.page.locator('.toast').waitFor();
    expect(await longestMotion(popup.page)).toBeLessThan(10);

    await popup.signOut();
    await popup.press('Change server');
    await popup.field('Server address').fill(silent.url);
    await popup.page.locator('.spinner').waitFor();
    expect(await longestMotion(popup.page)).toBeLessThan(10);
  });
});
