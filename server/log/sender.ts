/** Sends lines to another system, over one connection that is made again whenever it breaks. */
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { LineQueue, type QueueLimits } from './line-queue.ts';
import { describeLogTarget, type LogTarget } from './target.ts';

/** Times in milliseconds. */
export interface SenderLimits extends QueueLimits {
  /** Between tries to connect: the first pause, which doubles up to the longest. */
  firstPause: number;
  longestPause: number;
  /** For a connection to come about, and for a piece to leave. */
  patience: number;
  /** How long a stop waits for what is not sent. */
  stopGrace: number;
}

export const SENDER_LIMITS: SenderLimits = {
  lines: 10_000,
  bytes: 16 * 1024 * 1024,
  firstPause: 500,
  longestPause: 30_000,
  patience: 15_000,
  stopGrace: 3_000,
};

/** Characters in one write. */
const PIECE = 64 * 1024;
/** A dead peer is found out within a minute or so, even when there is nothing to say. */
const KEEP_ALIVE_MS = 60_000;

export interface SenderParts {
  target: LogTarget;
  /** Takes what this machine itself has to know: a line that does not go to the target. */
  warn(about: object, message: string): void;
  /** So many lines are missing where the next one comes. */
  onGap(dropped: number): void;
  limits?: Partial<SenderLimits> | undefined;
}

export class Sender {
  readonly #target: LogTarget;
  readonly #to: string;
  readonly #warn: SenderParts['warn'];
  readonly #limits: SenderLimits;
  readonly #queue: LineQueue;
  #socket: Socket | undefined;
  #isOpen = false;
  #isWriting = false;
  #isScheduled = false;
  #pause: NodeJS.Timeout | undefined;
  #failures = 0;
  #isAway = false;
  #isOver = false;
  #onIdle: (() => void) | undefined;

  constructor({ target, warn, onGap, limits }: SenderParts) {
    this.#target = target;
    this.#to = describeLogTarget(target);
    this.#warn = warn;
    this.#limits = { ...SENDER_LIMITS, ...limits };
    this.#queue = new LineQueue(this.#limits, {
      onFull: () =>
        warn({ to: this.#to }, 'too many lines of the log wait; from now on they are dropped'),
      onRoom: (dropped) => {
        warn({ to: this.#to, dropped }, 'lines of the log were dropped; new ones are sent again');
        onGap(dropped);
      },
      onGivenUp: (lines) => {
        warn(
          { to: this.#to, lines },
          'each connection broke over lines of the log; they are given up',
        );
        onGap(lines);
      },
    });
    this.#connect();
  }

  /** Never waits, never throws. */
  send(line: string): void {
    this.#queue.add(line);
    // Not in the turn that logs: whoever logs has a request to answer.
    if (this.#isScheduled || !this.#isOpen) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#write();
    });
  }

  /** Sends what waits, for a limited time, and says how much could not be. */
  async close(): Promise<void> {
    const grace = new AbortController();
    const late = wait(this.#limits.stopGrace, undefined, { signal: grace.signal }).catch(() => {});
    const idle = new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
    if (this.#queue.size > 0) {
      if (this.#pause) this.#retry();
      this.#write();
      await Promise.race([idle, late]);
    }
    this.#isOver = true;
    clearTimeout(this.#pause);
    if (this.#socket && this.#isOpen) {
      const closed = new Promise((resolve) => this.#socket?.once('close', resolve));
      this.#socket.end();
      await Promise.race([closed, late]);
    }
    this.#socket?.destroy();
    grace.abort();
    const lines = this.#queue.size + this.#queue.dropped;
    if (lines > 0) this.#warn({ to: this.#to, lines }, 'the end of the log could not be sent');
  }

  #connect(): void {
    const { host, port, tls } = this.#target;
    const began = performance.now();
    const socket = tls
      ? connectTls({
          host,
          port,
          // An address is no server name (RFC 6066).
          servername: isIP(host) === 0 ? host : '',
          minVersion: 'TLSv1.2',
          // Also where NODE_TLS_REJECT_UNAUTHORIZED says otherwise.
          rejectUnauthorized: true,
        })
      : connectPlain({ host, port });
    this.#socket = socket;
    let reason: Error = new Error('the connection was closed');
    const late = setTimeout(
      () => socket.destroy(new Error('no connection within the time for it')),
      this.#limits.patience,
    );
    socket
      .setKeepAlive(true, KEEP_ALIVE_MS)
      .once(tls ? 'secureConnect' : 'connect', () => {
        clearTimeout(late);
        this.#opened();
      })
      // It has nothing to say, but only what is read has an end.
      .resume()
      .on('end', () => {
        this.#isOpen = false;
      })
      .on('error', (error) => {
        reason = error;
      })
      .on('close', () => {
        clearTimeout(late);
        this.#lost(reason, socket, performance.now() - began);
      });
  }

  #opened(): void {
    this.#isOpen = true;
    if (this.#isAway)
      this.#warn({ to: this.#to, waiting: this.#queue.size }, 'the log is sent again');
    this.#isAway = false;
    this.#write();
  }

  #lost(reason: Error, socket: Socket | TLSSocket, lasted: number): void {
    this.#isOpen = false;
    if (this.#isOver) return;
    this.#isWriting = false;
    this.#queue.comeBack(performance.now());
    if (!this.#isAway) {
      this.#isAway = true;
      const isUntrusted = 'authorizationError' in socket && Boolean(socket.authorizationError);
      this.#warn(
        { to: this.#to, reason: reason.message, code: 'code' in reason ? reason.code : undefined },
        isUntrusted
          ? 'the log is not sent: the certificate there is not trusted (NODE_EXTRA_CA_CERTS names an authority of your own)'
          : 'the log is not sent: there is no connection; it is tried again',
      );
    }
    const { firstPause, longestPause } = this.#limits;
    // One that broke soon after it began is no better than none.
    this.#failures = lasted > longestPause ? 0 : this.#failures + 1;
    const pause = Math.min(longestPause, firstPause * 2 ** Math.max(0, this.#failures - 1));
    this.#pause = setTimeout(() => this.#retry(), pause * (0.5 + Math.random() / 2));
  }

  #retry(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#connect();
  }

  #write(): void {
    const socket = this.#socket;
    if (!socket || !this.#isOpen || this.#isWriting) return;
    const lines = this.#queue.take(PIECE);
    if (lines.length === 0) {
      this.#onIdle?.();
      return;
    }
    this.#isWriting = true;
    const late = setTimeout(
      () => socket.destroy(new Error('nothing was taken within the time for it')),
      this.#limits.patience,
    );
    socket.write(lines.join(''), (error) => {
      clearTimeout(late);
      if (error || socket !== this.#socket || socket.destroyed) return;
      this.#isWriting = false;
      this.#queue.left(performance.now());
      this.#write();
    });
  }
}
