import { browser } from './browser.ts';
import type { Result } from './messages/failure.ts';
import type { Envelope, Gives, MessageName, Notice, Takes } from './messages/messages.ts';

type Args<N extends MessageName> =
  undefined extends Takes<N> ? [takes?: undefined] : [takes: Takes<N>];

/** What comes to the same when it is asked twice: the background may end before it answers. */
const REPEATABLE: ReadonlySet<MessageName> = new Set<MessageName>([
  'session.state',
  'session.refresh',
  'session.probe',
  'keys.cached',
  'keys.list',
  'keys.permissions',
  'keys.secret',
  'clipboard.read',
  'clipboard.copied',
  'clipboard.forget',
  'reveal.get',
  'reveal.copied',
  'reveal.done',
  'settings.read',
  'hosts.list',
  'account.sessions',
  'second-factor.read',
  'second-factor.saved',
  'second-factor.done',
  'access.read',
  'org.read',
  'members.page',
  'members.keys',
  'members.webhooks',
  'roles.list',
  'roles.effect',
  'approvals.list',
  'approvals.waiting',
  'audit.page',
  'record.days',
  'record.requests',
  'tab.state',
  'tab.stop',
  'tab.pending',
  'tab.happened',
  'tab.check',
  'vault.state',
  'vault.lock',
  'vault.active',
]);

/**
 * Asks the background for something by name. Never rejects: whatever goes wrong, also
 * a background that does not answer, comes back as a failure.
 */
export async function send<N extends MessageName>(
  name: N,
  ...[takes]: Args<N>
): Promise<Result<Gives<N>>> {
  const envelope = { name, takes: takes as Takes<N> } satisfies Envelope<N>;
  const first = await ask(envelope);
  const answer = first.answered || !REPEATABLE.has(name) ? first : await ask(envelope);
  return answer.result;
}

async function ask<N extends MessageName>(
  envelope: Envelope<N>,
): Promise<{ answered: boolean; result: Result<Gives<N>> }> {
  try {
    const result: Result<Gives<N>> | undefined = await browser.runtime.sendMessage(envelope);
    if (result) return { answered: true, result };
    return { answered: false, result: failed('the background did not answer') };
  } catch (error) {
    const said = error instanceof Error ? error.message : 'the background cannot be reached';
    return { answered: false, result: failed(said) };
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
