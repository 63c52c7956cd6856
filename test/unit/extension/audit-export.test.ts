import { afterEach, beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { exportAudit } from '../../../extension/background/admin/audit-export.ts';
import { stored } from '../../../extension/stored.ts';
import { ADDRESS, aSession, SERVER_INFO } from './support/builders.ts';
import { resetBrowser } from './support/fake-browser.ts';
import { problem, serve } from './support/fake-server.ts';

/** 1 MB, and odd, so that a character of several bytes is cut now and then. */
const LINE = `${'ü'.repeat(524_287)}\n`;

let asked: RequestInit[];

beforeEach(async () => {
  resetBrowser();
  asked = [];
  await stored.server.write({ address: ADDRESS, info: SERVER_INFO });
  await stored.session.write(aSession());
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The server's answer, in chunks that know nothing of lines or characters. */
function answerWith(text: string, breaksAfter = Number.POSITIVE_INFINITY): void {
  const bytes = new TextEncoder().encode(text);
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    asked.push(init);
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(stream) {
        if (init.signal?.aborted) return stream.error(init.signal.reason);
        if (at >= breaksAfter) return stream.error(new TypeError('network error'));
        if (at >= bytes.length) return stream.close();
        stream.enqueue(bytes.slice(at, at + 65_537));
        at += 65_537;
      },
    });
    return new Response(body);
  });
}

/** As the page gathers it. */
async function gather(): Promise<string[]> {
  const parts: string[] = [];
  let part: string | null = null;
  do {
    const { text, next }: Awaited<ReturnType<typeof exportAudit>> = await exportAudit({ part });
    parts.push(text);
    part = next;
  } while (part !== null);
  return parts;
}

it('a short log is one part', async () => {
  answerWith('{"seq":1}\n{"seq":2}\n');
  expect(await exportAudit({ part: null })).toEqual({
    text: '{"seq":1}\n{"seq":2}\n',
    next: null,
  });
});

it('a long one comes in parts that together are what the server gave', async () => {
  const whole = LINE.repeat(20);
  answerWith(whole);
  const parts = await gather();
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(part.length).toBeLessThan(5_000_000);
  expect(parts.join('') === whole).toBe(true);
  expect(asked).toHaveLength(1);
});

it('two pages that export at a time do not mix', async () => {
  answerWith(LINE.repeat(12));
  const [first, second] = await Promise.all([gather(), gather()]);
  expect(first.join('') === LINE.repeat(12)).toBe(true);
  expect(second.join('') === LINE.repeat(12)).toBe(true);
});

it('a connection that breaks midway fails, and the rest is not given as if it were all', async () => {
  answerWith(LINE.repeat(20), 15_000_000);
  await expect(gather()).rejects.toMatchObject({
    failure: { kind: 'no-answer', address: ADDRESS },
  });
});

it('what a background that was ended had begun is said to be interrupted', async () => {
  await expect(exportAudit({ part: 'of another worker' })).rejects.toMatchObject({
    failure: { kind: 'export-interrupted' },
  });
});

it('a page that asks for no more lets the connection go', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  answerWith(LINE.repeat(20));
  const { next } = await exportAudit({ part: null });
  expect(asked[0]?.signal?.aborted).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect(asked[0]?.signal?.aborted).toBe(true);
  await expect(exportAudit({ part: next })).rejects.toMatchObject({
    failure: { kind: 'export-interrupted' },
  });
});

it('a refusal is the server’s', async () => {
  serve(() => problem(403, 'admin_only'));
  await expect(exportAudit({ part: null })).rejects.toMatchObject({
    failure: { kind: 'refused', code: 'admin_only' },
  });
});
