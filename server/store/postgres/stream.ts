import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import {
  BEAT_INTERVAL,
  BEAT_LIMIT,
  CONNECT_LIMIT,
  RECONNECT_DELAY,
  STREAM_LEASE,
} from './limits.ts';

/** The triggers of `migrations/0001-first.ts` notify here. */
const CHANNEL = 'keyturn_changes';

export interface StreamEvents {
  /** One notification, as it came. */
  onChange(payload: string): void;
  /** It listens again: what was notified before is lost. */
  onListening(): void;
}

/** The connection that hears of changes, made again for as long as it is not closed. */
export class ChangeStream {
  readonly #url: string;
  readonly #events: StreamEvents;
  readonly #closing = new AbortController();
  #confirmedAt = Number.NEGATIVE_INFINITY;
  #connected = false;
  #running: Promise<void> | undefined;

  constructor(url: string, events: StreamEvents) {
    this.#url = url;
    this.#events = events;
  }

  /** Whether everything committed up to a moment ago has been heard of. */
  get live(): boolean {
    return this.#connected && performance.now() - this.#confirmedAt < STREAM_LEASE;
  }

  /** Up to when every change has been heard of, on the clock of `performance.now()`. */
  get confirmedAt(): number {
    return this.#confirmedAt;
  }

  /** Resolves once it listens, or once the first try has failed. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#running = this.#run(resolve);
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(tried: () => void): Promise<void> {
    const { signal } = this.#closing;
    let delay = RECONNECT_DELAY.first;
    while (!signal.aborted) {
      await this.#listen(() => {
        delay = RECONNECT_DELAY.first;
        tried();
      }).catch(() => undefined);
      tried();
      // By chance, so that many servers do not come back to PostgreSQL in step.
      await setTimeout(delay * (0.5 + Math.random() / 2), undefined, { signal }).catch(
        () => undefined,
      );
      delay = Math.min(delay * 2, RECONNECT_DELAY.most);
    }
  }

  /** Until the connection is lost, does not answer in time, or the stream is closed. */
  async #listen(listening: () => void): Promise<void> {
    const over = new AbortController();
    const end = () => over.abort();
    this.#closing.signal.addEventListener('abort', end);
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'keyturn changes',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_LIMIT,
      query_timeout: BEAT_LIMIT,
    });
    client.on('error', end).on('end', end);
    client.on('notification', ({ payload }) => this.#events.onChange(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.#events.onListening();
      this.#connected = true;
      while (!over.signal.aborted) {
        const askedAt = performance.now();
        await client.query('select 1');
        this.#confirmedAt = askedAt;
        listening();
        await setTimeout(BEAT_INTERVAL, undefined, { signal: over.signal });
      }
    } finally {
      this.#connected = false;
      this.#closing.signal.removeEventListener('abort', end);
      // Not `end()`, which says goodbye and waits for an answer that may never come.
      client.connection.stream.destroy();
    }
  }
}
