/** Answers that are sent piece by piece. */
import { expect, onTestFinished, test } from 'vitest';
import { type StreamReply, type StreamType, stream } from '../../server/http/stream.ts';
import { listen } from '../support/listen.ts';

/** A server that streams these to everybody; answers its address and how each answer went. */
async function streaming(
  type: StreamType,
  open: (signal: AbortSignal) => StreamReply<unknown>,
): Promise<{ url: string; outcomes: unknown[] }> {
  const outcomes: unknown[] = [];
  const { url, close } = await listen(() => (_request, response) => {
    stream(response, type, open).then(
      () => outcomes.push('over'),
      (error: unknown) => {
        outcomes.push(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      },
    );
  });
  onTestFinished(close);
  return { url, outcomes };
}

async function* itemsOf(...items: unknown[]): AsyncIterable<unknown> {
  yield* items;
}

test('JSON lines, with the headers that belong to them', async () => {
  const { url } = await streaming('application/x-ndjson', () => ({
    items: itemsOf({ a: 1 }, { b: 'two\nlines' }),
    headers: { 'Content-Disposition': 'attachment' },
  }));
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
  expect(answer.headers.get('content-disposition')).toBe('attachment');
  expect(await answer.text()).toBe('{"a":1}\n{"b":"two\\nlines"}\n');
});

test('nothing at all is an empty answer of the same type', async () => {
  const { url } = await streaming('application/x-ndjson', () => ({ items: itemsOf() }));
  const answer = await fetch(url);
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
});

test('events: heard at once, with signs of life in between', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  async function* items() {
    await released;
    yield* [null, { a: 1 }];
  }
  const { url } = await streaming('text/event-stream', () => ({ items: items() }));
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  release();
  expect(await answer.text()).toBe(':\n\ndata: {"a":1}\n\n');
});

test('no faster than the client takes it, and over when the client has gone', async () => {
  let made = 0;
  let ended = false;
  async function* endless() {
    try {
      for (;;) {
        made += 1;
        yield 'x'.repeat(64 * 1024);
      }
    } finally {
      ended = true;
    }
  }
  const { url, outcomes } = await streaming('application/x-ndjson', () => ({ items: endless() }));
  const client = new AbortController();
  const answer = await fetch(url, { signal: client.signal });
  let before = -1;
  // Once everything in between is full, nothing more is made.
  await expect
    .poll(
      () => {
        const isStill = made === before;
        before = made;
        return isStill;
      },
      { interval: 200 },
    )
    .toBe(true);
  expect(made).toBeLessThan(2_000);
  client.abort();
  await expect(answer.text()).rejects.toThrow();
  await expect.poll(() => [ended, outcomes]).toEqual([true, ['over']]);
});

test('the signal tells whoever waits that the client has gone', async () => {
  let gone: AbortSignal | undefined;
  async function* waiting(signal: AbortSignal) {
    gone = signal;
    yield null;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  }
  const { url } = await streaming('text/event-stream', (signal) => ({ items: waiting(signal) }));
  const client = new AbortController();
  const answer = await fetch(url, { signal: client.signal });
  expect(gone?.aborted).toBe(false);
  client.abort();
  await expect(answer.text()).rejects.toThrow();
  await expect.poll(() => gone?.aborted).toBe(true);
});

test('a failure before the first piece can still be answered with an error', async () => {
  const failure = new Error('no store');
  const { url, outcomes } = await streaming('application/x-ndjson', () => ({
    items: itemsOf(Promise.reject(failure)),
  }));
  expect((await fetch(url)).status).toBe(500);
  expect(outcomes).toEqual([failure]);
});

test('a failure later on cuts the answer off, so that nobody takes it for the whole', async () => {
  async function* breaking(): AsyncIterable<unknown> {
    yield { a: 1 };
    throw new Error('no store');
  }
  const { url } = await streaming('application/x-ndjson', () => ({ items: breaking() }));
  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
});
