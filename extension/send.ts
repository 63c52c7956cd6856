import { browser } from './browser.ts';
import type { Result } from './messages/failure.ts';
import type { Envelope, Gives, MessageName, Notice, Takes } from './messages/messages.ts';

type Args<N extends MessageName> =
  undefined extends Takes<N> ? [takes?: undefined] : [takes: Takes<N>];

/**
 * Asks the background for something by name. Never rejects: whatever goes wrong, also
 * a background that does not answer, comes back as a failure.
 */
export async function send<N extends MessageName>(
  name: N,
  ...[takes]: Args<N>
): Promise<Result<Gives<N>>> {
  const envelope = { name, takes: takes as Takes<N> } satisfies Envelope<N>;
  try {
    const answer: Result<Gives<N>> | undefined = await browser.runtime.sendMessage(envelope);
    return answer ?? failed('the background did not answer');
  } catch (error) {
    return failed(error instanceof Error ? error.message : 'the background cannot be reached');
  }
}

/** Calls back with what has changed; returns how to stop listening. */
export function onNotice(listener: (changed: Notice['changed']) => void): () => void {
  const heard = (message: unknown): undefined => {
    if (typeof message === 'object' && message !== null && 'changed' in message) {
      listener((message as Notice).changed);
    }
  };
  browser.runtime.onMessage.addListener(heard);
  return () => browser.runtime.onMessage.removeListener(heard);
}

/** Tells the other open pages of the extension to look again. */
export function announce(changed: Notice['changed']): void {
  // Rejects when no other page is open, which is the usual case.
  browser.runtime.sendMessage({ changed } satisfies Notice).catch(() => undefined);
}

function failed(detail: string): { ok: false; failure: { kind: 'internal'; detail: string } } {
  return { ok: false, failure: { kind: 'internal', detail } };
}
