import type { Browser, CDPSession } from 'playwright-core';
import { CdpTarget } from './cdp-target.ts';

/** The popup as the toolbar opens it, in its own bubble over the page; the side panel alike. */
export class ToolbarPopup {
  readonly #session: CDPSession;
  readonly #targetId: string;
  /** Resolves when it has closed, by whatever cause. */
  readonly closed: Promise<void>;
  #isOpen = true;
  /** Attached to only when it is looked at: that would slow its opening. */
  #target: Promise<CdpTarget> | undefined;

  private constructor(session: CDPSession, targetId: string) {
    this.#session = session;
    this.#targetId = targetId;
    this.closed = new Promise((resolve) => {
      session.on('Target.targetDestroyed', (event) => {
        if (event.targetId !== targetId) return;
        this.#isOpen = false;
        resolve();
      });
    });
  }

  /** Presses the toolbar button over that tab, which also grants `activeTab`. */
  static open(browser: Browser, extensionId: string, targetId: string): Promise<ToolbarPopup> {
    return ToolbarPopup.openedBy(browser, extensionId, (session) =>
      session.send('Extensions.triggerAction', { id: extensionId, targetId }),
    );
  }

  /** The page of the extension that opens by what is done. */
  static async openedBy(
    browser: Browser,
    extensionId: string,
    act: (session: CDPSession) => Promise<unknown>,
  ): Promise<ToolbarPopup> {
    const session = await browser.newBrowserCDPSession();
    const { targetInfos } = await session.send('Target.getTargets');
    const known = new Set(targetInfos.map(({ targetId }) => targetId));
    const opened = new Promise<string>((resolve, reject) => {
      const look = ({ targetInfo }: { targetInfo: (typeof targetInfos)[number] }) => {
        const { type, url, targetId } = targetInfo;
        const own = url.startsWith(`chrome-extension://${extensionId}/`);
        if (type === 'page' && own && !known.has(targetId)) resolve(targetId);
      };
      session.on('Target.targetCreated', look);
      session.on('Target.targetInfoChanged', look);
      AbortSignal.timeout(10_000).addEventListener('abort', () =>
        reject(new Error('no page of the extension opened')),
      );
    });
    await session.send('Target.setDiscoverTargets', { discover: true });
    await act(session);
    return new ToolbarPopup(session, await opened);
  }

  /** The value of an expression in it; a promise is awaited. */
  async evaluate(expression: string): Promise<unknown> {
    return (await this.#attached()).evaluate(expression);
  }

  #attached(): Promise<CdpTarget> {
    this.#target ??= CdpTarget.attach(this.#session, this.#targetId);
    return this.#target;
  }

  /** Waits until the expression is true, for as long as the test may run. */
  async waitFor(expression: string): Promise<void> {
    await this.evaluate(`new Promise((resolve) => {
      const look = () => ((${expression}) ? resolve() : setTimeout(look, 20));
      look();
    })`);
  }

  /** A real click, which counts as the person's own, on the first that matches. */
  async click(selector: string): Promise<void> {
    const element = `document.querySelector(${JSON.stringify(selector)})`;
    await this.waitFor(element);
    const point = (await this.evaluate(`(() => {
      ${element}.scrollIntoView({ block: 'nearest' });
      const box = ${element}.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    })()`)) as { x: number; y: number };
    const button = { ...point, button: 'left', clickCount: 1 };
    const target = await this.#attached();
    await target.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...button });
    // What is clicked may close it before it answers.
    await target
      .send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...button })
      .catch((error: Error) => {
        if (!error.message.endsWith('it closed')) throw error;
      });
  }

  /** As when the person clicks beside it; nothing where it has closed already. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    await this.#session.send('Target.closeTarget', { targetId: this.#targetId });
    await this.closed;
    await this.#session.detach();
  }
}
