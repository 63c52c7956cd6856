import { AnswerCache } from './answer-cache.ts';
import { openChangeStream } from './change-stream.ts';
import type { Verifier } from './verify.ts';

/**
 * `verify`, with its answers kept for at most `seconds`, and only while the server's change
 * stream says when to forget them. `close` ends the stream.
 */
export function remember(
  verify: Verifier,
  { server, key, seconds }: { server: string; key: string; seconds: number },
): { verify: Verifier; close(): Promise<void> } {
  const cache = new AnswerCache(seconds * 1000);
  const changes = openChangeStream(server, key, () => cache.empty());
  return {
    async verify(clientKey, scopes, request) {
      const kept = changes.live ? cache.get(clientKey, scopes) : undefined;
      if (kept) return { answer: kept, answeredAt: Date.now() };
      const askedAt = performance.now();
      const answered = await verify(clientKey, scopes, request);
      const { answer, answeredAt } = answered;
      if (changes.live) cache.keep(clientKey, scopes, answer, { askedAt, answeredAt });
      return answered;
    },
    close: () => changes.close(),
  };
}
