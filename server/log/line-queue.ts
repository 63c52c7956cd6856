/** How much may wait. */
export interface QueueLimits {
  lines: number;
  bytes: number;
}

export interface QueueEvents {
  /** From now on lines are dropped. */
  onFull(): void;
  /** There is room again; so many were dropped meanwhile. */
  onRoom(dropped: number): void;
}

/** What has left is kept for so many milliseconds, and so many lines of it at most. */
const KEPT_MS = 5_000;
const KEPT_LINES = 1_000;

/**
 * The lines that wait to be sent, in their order. Syslog has no acknowledgements: what was
 * written just before a connection broke may never have been read, so it is kept for a
 * while and goes out once more; better twice than never.
 */
export class LineQueue {
  readonly #limits: QueueLimits;
  readonly #events: QueueEvents;
  #waiting: string[] = [];
  #bytes = 0;
  #leaving: string[] = [];
  #left: { line: string; at: number }[] = [];
  /** Null: none is being dropped. */
  #dropped: number | null = null;

  constructor(limits: QueueLimits, events: QueueEvents) {
    this.#limits = limits;
    this.#events = events;
  }

  /** How many have not left. */
  get size(): number {
    return this.#waiting.length + this.#leaving.length;
  }

  /** How many were dropped since there was room; what `onRoom` has told does not count. */
  get dropped(): number {
    return this.#dropped ?? 0;
  }

  add(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.#dropped === null && this.#fits(bytes)) {
      this.#waiting.push(line);
      this.#bytes += bytes;
      return;
    }
    const isFirst = this.#dropped === null;
    this.#dropped = (this.#dropped ?? 0) + 1;
    if (isFirst) this.#events.onFull();
  }

  /** The next ones, about so many characters; until `left` or `comeBack` they are on their way. */
  take(about: number): string[] {
    let count = 0;
    for (let length = 0; count < this.#waiting.length && length < about; count++) {
      length += (this.#waiting[count] as string).length;
    }
    this.#leaving = this.#waiting.splice(0, count);
    for (const line of this.#leaving) this.#bytes -= Buffer.byteLength(line);
    return this.#leaving;
  }

  /** What was taken has left at `at`, in milliseconds since whenever. */
  left(at: number): void {
    this.#left.push(...this.#leaving.map((line) => ({ line, at })));
    this.#leaving = [];
    this.#forgetBefore(at - KEPT_MS);
    this.#makeRoom();
  }

  /** The connection broke at `at`: what was on its way, or had just left, comes first again. */
  comeBack(at: number): void {
    this.#forgetBefore(at - KEPT_MS);
    const back = [...this.#left.map(({ line }) => line), ...this.#leaving];
    this.#left = [];
    this.#leaving = [];
    for (const line of back) this.#bytes += Buffer.byteLength(line);
    this.#waiting = [...back, ...this.#waiting];
  }

  #fits(bytes: number): boolean {
    return this.#waiting.length < this.#limits.lines && this.#bytes + bytes <= this.#limits.bytes;
  }

  #forgetBefore(at: number): void {
    const young = this.#left.findIndex((one) => one.at >= at);
    const old = young === -1 ? this.#left.length : young;
    this.#left.splice(0, Math.max(old, this.#left.length - KEPT_LINES));
  }

  /** Half of it has to be free, or it would be told for every line. */
  #makeRoom(): void {
    if (this.#dropped === null) return;
    const { lines, bytes } = this.#limits;
    if (this.#waiting.length > lines / 2 || this.#bytes > bytes / 2) return;
    const dropped = this.#dropped;
    this.#dropped = null;
    this.#events.onRoom(dropped);
  }
}
