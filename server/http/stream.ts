/** Answers that are sent piece by piece, no faster than the client takes them. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Operation } from '../../shared/contract/operations.ts';

export type StreamType = NonNullable<Operation['answerType']>;

export interface StreamReply<Item> {
  /** Null: a sign of life, which no client takes for an item. */
  items: AsyncIterable<Item | null>;
  headers?: Record<string, string>;
}

/** How an item is written. */
const PIECES: Record<StreamType, (item: unknown) => string> = {
  'application/x-ndjson': (item) => (item === null ? '' : `${JSON.stringify(item)}\n`),
  'text/event-stream': (item) => (item === null ? ':\n\n' : `data: ${JSON.stringify(item)}\n\n`),
};

/** Over when everything is sent or the client has gone. An error before the first piece comes out. */
export async function stream<Item>(
  response: ServerResponse,
  type: StreamType,
  open: (signal: AbortSignal) => Promise<StreamReply<Item>> | StreamReply<Item>,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { items, headers } = await open(gone.signal);
  const begin = () => {
    if (response.headersSent) return;
    response.writeHead(200, { ...headers, 'Content-Type': type });
  };
  // Whoever waits for events wants to know that it is heard; lines come at once anyway.
  if (type === 'text/event-stream') {
    begin();
    response.flushHeaders();
  }
  try {
    for await (const item of items) {
      if (gone.signal.aborted) return;
      begin();
      const piece = PIECES[type](item);
      if (!response.write(piece)) await once(response, 'drain', { signal: gone.signal });
    }
  } catch (error) {
    if (gone.signal.aborted) return;
    throw error;
  }
  begin();
  response.end();
}
