/** When sessions were last used, and which of them are over because nobody did. */
import { every } from '../../every.ts';
import type { SessionRow } from '../../store/rows.ts';
import type { Store } from '../../store/store.ts';

type SessionStore = Pick<Store, 'transact'>;
type Times = Pick<SessionRow, 'expiresAt' | 'lastUsedAt'> & { id: string };

/**
 * Uses are noted in memory and written in the background, so that no request waits for
 * it: a session's first one after a while at once, what follows when that while is over
 * again. So another server on the same database knows of each before it could count, and
 * a crash makes a session older by that while at most. All times in milliseconds.
 */
export interface SessionUses {
  /** Whether it works at `now`. */
  isOpen(session: Times, now: number): boolean;
  /** The same as the row's, or newer. */
  lastUsedAt(session: Times): number;
  note(session: Times, now: number): void;
  /** Calls `write` for the first use after a while. */
  onDue(write: () => unknown): void;
  /**
   * Writes the uses that waited for long enough at `now`, or all of them. What could not be
   * written waits on, and the error is passed on.
   */
  flush(store: SessionStore, now: number, which: 'due' | 'all'): Promise<void>;
}

const MINUTE = 60_000;
/** Where nothing else is configured; why so long is in docs/security.md. */
export const SESSION_IDLE_MS = 14 * 24 * 60 * MINUTE;
/** The least that can be configured: several times what a write may wait. */
export const LEAST_SESSION_IDLE_MS = 5 * MINUTE;
/** Sessions per transaction: one that writes many holds up everybody else's on PostgreSQL. */
const BATCH = 20;

/** Between two writes for one session: far less than the time-out, and little to write. */
export function writeEvery(idleMs: number): number {
  return Math.min(15 * MINUTE, Math.max(MINUTE, idleMs / 50));
}

/** `idleMs`: for how long a session may go unused. */
export function createSessionUses(idleMs: number): SessionUses {
  const between = writeEvery(idleMs);
  /** `at`: the last use; `stored`: the one that the store has. */
  const waiting = new Map<string, { at: number; stored: number }>();
  let due: () => unknown = () => {};

  const lastUsedAt = ({ id, lastUsedAt: stored }: Times) =>
    Math.max(stored, waiting.get(id)?.at ?? stored);

  async function write(store: SessionStore, batch: readonly (readonly [string, number])[]) {
    await store.transact(async (tx) => {
      for (const [id, at] of batch) {
        const session = await tx.sessions.byId(id);
        // It may have ended, or been used on another server since.
        if (session && session.lastUsedAt < at) tx.put('sessions', { ...session, lastUsedAt: at });
      }
    });
    for (const [id, at] of batch) {
      const one = waiting.get(id);
      if (one && one.at > at) one.stored = at;
      else waiting.delete(id);
    }
  }

  return {
    lastUsedAt,
    isOpen: (session, now) => session.expiresAt > now && lastUsedAt(session) + idleMs > now,
    note({ id, lastUsedAt }, now) {
      const known = waiting.get(id);
      // The row may have been read before it was last written.
      const stored = Math.max(lastUsedAt, known?.stored ?? lastUsedAt);
      const at = Math.max(now, known?.at ?? now);
      if (at <= stored) return;
      waiting.set(id, { at, stored });
      if (at - stored >= between) due();
    },
    onDue(write) {
      due = write;
    },
    async flush(store, now, which) {
      const uses = [...waiting]
        .filter(([, { stored }]) => which === 'all' || now - stored >= between)
        .map(([id, { at }]) => [id, at] as const);
      for (let from = 0; from < uses.length; from += BATCH) {
        await write(store, uses.slice(from, from + BATCH));
      }
    },
  };
}

/**
 * Writes uses at once where they are due, and what has waited every `ms` milliseconds, without
 * keeping the process alive. `stop` writes all that waits; it throws what the store throws,
 * and goes before `store.close()`. Failures in between go to `onFailure`.
 */
export function startSessionFlush(
  { sessionUses, store, now }: { sessionUses: SessionUses; store: SessionStore; now: () => number },
  ms: number,
  onFailure: (error: unknown) => void,
): { stop(): Promise<void> } {
  let isFailing = false;
  const flush = async () => {
    try {
      await sessionUses.flush(store, now(), 'due');
      isFailing = false;
    } catch (error) {
      isFailing = true;
      onFailure(error);
    }
  };
  const flushing = every(ms, flush, onFailure, ms);
  // Where writing fails, each request would try and fail anew.
  sessionUses.onDue(() => isFailing || flushing.soon());
  return {
    async stop() {
      await flushing.stop();
      await sessionUses.flush(store, now(), 'all');
    },
  };
}
