import type { CDPSession } from 'playwright-core';

interface Reply {
  id?: number;
  result?: unknown;
  error?: { message: string };
  method?: string;
  params?: unknown;
}

/** A target that Playwright shows no Page for, reached through the browser's own session. */
export class CdpTarget {
  readonly #browser: CDPSession;
  readonly #sessionId: string;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #lastId = 0;

  private constructor(browser: CDPSession, sessionId: string) {
    this.#browser = browser;
    this.#sessionId = sessionId;
  }

  /** `onEvent` is told of the target's own events. */
  static async attach(
    browser: CDPSession,
    targetId: string,
    onEvent: (method: string, params: unknown) => void = () => {},
  ): Promise<CdpTarget> {
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
    const target = new CdpTarget(browser, sessionId);
    const receive = (event: { sessionId: string; message: string }) => {
      if (event.sessionId !== sessionId) return;
      const reply: Reply = JSON.parse(event.message);
      if (reply.id === undefined) return onEvent(reply.method ?? '', reply.params);
      target.#waiting.get(reply.id)?.(reply);
      target.#waiting.delete(reply.id);
    };
    browser.on('Target.receivedMessageFromTarget', receive);
    browser.on('Target.detachedFromTarget', (event) => {
      if (event.sessionId !== sessionId) return;
      browser.off('Target.receivedMessageFromTarget', receive);
      for (const settle of target.#waiting.values()) settle({ error: { message: 'it closed' } });
      target.#waiting.clear();
    });
    return target;
  }

  async send(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#lastId;
    const reply = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve));
    await this.#browser.send('Target.sendMessageToTarget', {
      sessionId: this.#sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    const { result, error } = await reply;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** The value of an expression there; a promise is awaited. Throws what it throws. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = (await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: false,
    })) as {
      result: { value?: unknown };
      exceptionDetails?: { exception?: { description?: string } };
    };
    if (answer.exceptionDetails) {
      throw new Error(answer.exceptionDetails.exception?.description ?? 'the expression threw');
    }
    return answer.result.value;
  }

  async detach(): Promise<void> {
    await this.#browser.send('Target.detachFromTarget', { sessionId: this.#sessionId });
  }
}
