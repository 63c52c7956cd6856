import { vi } from 'vitest';

export interface Asked {
  method: string;
  url: string;
  path: string;
  init: RequestInit;
  body: unknown;
}

type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | 'no-answer';

/** Puts a server behind `fetch`; gives the list of what it is asked. */
export function serve(answer: (asked: Asked) => Answer | Promise<Answer>): Asked[] {
  const log: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const { pathname, search } = new URL(url);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const asked = { method: init.method ?? 'GET', url, path: pathname + search, init, body };
    log.push(asked);
    const given = await answer(asked);
    if (given === 'no-answer') throw new TypeError('Failed to fetch');
    const text = given.body === undefined ? null : JSON.stringify(given.body);
    return new Response(text, { status: given.status, headers: given.headers ?? {} });
  });
  return log;
}

export const problem = (status: number, code: string) => ({
  status,
  body: { type: 'about:blank', title: code, status, detail: `about ${code}`, code, requestId: 'r' },
});
