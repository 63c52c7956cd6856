import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import { changeEvent } from '../../shared/contract/check.ts';
import { ask } from './ask.ts';

/**
 * How long the stream may say nothing and still count, in milliseconds. Keyturn gives a
 * sign of life every second (`server/check/change-streams.ts`), and none while it may
 * itself not hear of changes made on another server.
 */
export const SILENCE_LIMIT = 3_000;
const RECONNECT_DELAY = { first: 100, most: 5_000 };

/** An event that is newer than this guard is taken for a change. */
const eventRead = z.object({ event: z.enum(changeEvent.shape.event.options).catch('changed') });

export interface ChangeStream {
  /** Whether every change up to a moment ago has been heard of. */
  readonly live: boolean;
  close(): Promise<void>;
}

/**
 * Listens to `GET /v1/changes` of the server at `address` until it is closed. `onChanged`
 * is told of each change, and at each new beginning, since some may have been missed.
 */
export function openChangeStream(
  address: string,
  serviceKey: string,
  onChanged: () => void,
): ChangeStream {
  const url = new URL('v1/changes', address.endsWith('/') ? address : `${address}/`);
  const closing = new AbortController();
  let heardAt = Number.NEGATIVE_INFINITY;
  let isListening = false;

  const listen = async (): Promise<void> => {
    const over = new AbortController();
    const stop = () => over.abort();
    closing.signal.addEventListener('abort', stop);
    const watchdog = setTimeout(() => over.abort(), SILENCE_LIMIT);
    const heard = () => {
      heardAt = performance.now();
      watchdog.refresh();
    };
    const parser = createParser({
      onComment: heard,
      onEvent({ data }) {
        onChanged();
        if (eventRead.parse(JSON.parse(data)).event !== 'ready') return;
        heard();
        isListening = true;
      },
    });
    try {
      const headers = { Authorization: `Bearer ${serviceKey}`, Accept: 'text/event-stream' };
      const response = await ask(url, { method: 'GET', headers, signal: over.signal });
      if (response.statusCode !== 200) return;
      const decoder = new TextDecoder();
      for await (const chunk of response) {
        parser.feed(decoder.decode(chunk, { stream: true }));
      }
    } finally {
      isListening = false;
      clearTimeout(watchdog);
      closing.signal.removeEventListener('abort', stop);
      // Ends what an error above has left open.
      over.abort();
    }
  };

  const running = (async () => {
    let delay = RECONNECT_DELAY.first;
    while (!closing.signal.aborted) {
      const before = heardAt;
      await listen().catch(() => undefined);
      delay = heardAt > before ? RECONNECT_DELAY.first : Math.min(delay * 2, RECONNECT_DELAY.most);
      // By chance, so that many guards do not come back in step.
      const wait = delay * (0.5 + Math.random() / 2);
      await sleep(wait, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
  })();

  return {
    get live() {
      return isListening && performance.now() - heardAt < SILENCE_LIMIT;
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}
