import type { AnswerOf } from '../../shared/contract/operations.ts';
import type { Context, KeyCaller } from '../domain/context.ts';
import { holds, statusOf } from '../domain/keys/standing.ts';
import { Refusal } from '../domain/refusal.ts';
import { StoreUnavailable } from '../store/store.ts';
import { Bell } from './bell.ts';

type ChangeEvent = AnswerOf<'watchChanges'>;
type Parts = Pick<Context, 'store' | 'now'>;

export interface StreamLimits {
  /** At once, on this server and by one key. */
  all: number;
  perKey: number;
  /** Between signs of life, in milliseconds. A stream may outlive its key so long. */
  beat: number;
}

/** The guard counts on the beat: `server/guard/change-stream.ts`. */
export const STREAM_LIMITS: StreamLimits = { all: 1000, perKey: 20, beat: 1_000 };

/** The streams that tell guards when to forget what they were answered. */
export class ChangeStreams {
  readonly #context: Parts;
  readonly #limits: StreamLimits;
  readonly #bells = new Map<Bell, { keyId: string }>();
  #closed = false;

  constructor(context: Parts, limits: StreamLimits = STREAM_LIMITS) {
    this.#context = context;
    this.#limits = limits;
  }

  /** Null: a sign of life. Throws `rate_limited`, or `not_ready` once closed. */
  open(caller: KeyCaller, signal: AbortSignal): AsyncIterable<ChangeEvent | null> {
    const keyId = caller.key.id;
    const { all, perKey } = this.#limits;
    const mine = [...this.#bells.values()].filter((stream) => stream.keyId === keyId);
    if (this.#closed) throw new Refusal('not_ready', 'The server is stopping.');
    if (this.#bells.size >= all || mine.length >= perKey) {
      throw new Refusal('rate_limited', 'There are too many such streams.', { retryAfter: 30 });
    }
    const bell = new Bell();
    this.#bells.set(bell, { keyId });
    signal.addEventListener('abort', () => bell.ring());
    const isOver = () => this.#closed || signal.aborted;
    const close = () => this.#bells.delete(bell);
    return events(this.#context, caller, { bell, beat: this.#limits.beat, isOver, close });
  }

  /** Ends every stream. */
  close(): void {
    this.#closed = true;
    for (const bell of this.#bells.keys()) bell.ring();
  }
}

interface Slot {
  bell: Bell;
  beat: number;
  isOver(): boolean;
  close(): void;
}

/** Writers never wait for whoever reads: what they have not taken yet is one `changed`. */
async function* events(
  context: Parts,
  caller: KeyCaller,
  { bell, beat, isOver, close }: Slot,
): AsyncGenerator<ChangeEvent | null> {
  let changed = false;
  const watching = context.store.watch((orgId) => {
    if (orgId !== null && orgId !== caller.key.orgId) return;
    changed = true;
    bell.ring();
  });
  const standing = new Standing(context, caller);
  let isReady = false;
  let beatAt = performance.now() + beat;
  try {
    while (!isOver()) {
      if (!isReady && watching.live) {
        isReady = true;
        changed = false;
        yield { event: 'ready' };
      }
      if (changed) {
        changed = false;
        standing.mayHaveChanged = true;
        if (isReady) yield { event: 'changed' };
      }
      if (performance.now() >= beatAt) {
        beatAt = performance.now() + beat;
        if (!(await standing.works())) return;
        // No sign of life while a change made elsewhere may go unheard.
        if (isReady && watching.live) yield null;
      }
      await bell.wait(beatAt - performance.now());
    }
  } finally {
    watching.end();
    close();
  }
}

/** Whether the key that holds the stream still may. */
class Standing {
  readonly #context: Parts;
  #subject: Pick<KeyCaller, 'key' | 'owner' | 'role' | 'org'> | undefined;
  mayHaveChanged = false;

  constructor(context: Parts, caller: KeyCaller) {
    this.#context = context;
    this.#subject = caller;
  }

  async works(): Promise<boolean> {
    if (this.mayHaveChanged) await this.#askAgain();
    const subject = this.#subject;
    return (
      subject !== undefined &&
      statusOf(subject, this.#context.now()).status === 'active' &&
      holds(subject, 'keyturn.keys:verify')
    );
  }

  async #askAgain(): Promise<void> {
    const hash = this.#subject?.key.hash;
    try {
      this.#subject = hash ? await this.#context.store.checkSubject(hash) : undefined;
      this.mayHaveChanged = false;
    } catch (error) {
      // Asked again at the next beat.
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}
