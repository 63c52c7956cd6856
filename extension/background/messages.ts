import type { Runtime } from 'webextension-polyfill';
import { browser } from '../browser.ts';
import type { Failure, Result } from '../messages/failure.ts';
import type { Gives, MessageName, Takes } from '../messages/messages.ts';
import { Failed } from './failed.ts';

type Answer<N extends MessageName> = [Gives<N>] extends [undefined]
  ? Promise<void>
  : Promise<Gives<N>>;

export type Handlers = { [N in MessageName]: (takes: Takes<N>) => Answer<N> };

/**
 * Whether a message comes from one of the extension's own pages. The page's address
 * decides, since our pages may be open in a tab and content scripts carry our id too.
 */
export function isOwnPage(sender: Runtime.MessageSender): boolean {
  return (
    sender.id === browser.runtime.id &&
    sender.url !== undefined &&
    sender.url.startsWith(browser.runtime.getURL(''))
  );
}

/**
 * The listener that answers each message by its name, and only our own pages. What has
 * to be done before any of them is done `first`.
 */
export function createRouter(handlers: Handlers, first?: () => Promise<void>) {
  return (
    message: unknown,
    sender: Runtime.MessageSender,
  ): Promise<Result<unknown>> | undefined => {
    if (!isOwnPage(sender) || typeof message !== 'object' || message === null) return undefined;
    const { name, takes } = message as { name?: unknown; takes?: unknown };
    if (typeof name !== 'string' || !Object.hasOwn(handlers, name)) return undefined;
    const handle = handlers[name as MessageName] as (takes: unknown) => Promise<unknown>;
    return answer(async () => {
      await first?.();
      return handle(takes);
    });
  };
}

async function answer(run: () => Promise<unknown>): Promise<Result<unknown>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}

export function toFailure(error: unknown): Failure {
  if (error instanceof Failed) return error.failure;
  return { kind: 'internal', detail: withoutSecrets(String(error)) };
}

/** A browser's error message may quote the header or URL it stumbled over. */
function withoutSecrets(text: string): string {
  return text.replaceAll(/\b(kts?_)[A-Za-z0-9]+/g, '$1…').slice(0, 300);
}
