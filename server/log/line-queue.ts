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
  /** So many are not sent once more: each connection that they went out on broke. */
  onGivenUp(lines: number): void;
}

interface Line {
  text: string;
  /** How often it went out. */
  tries: number;
  /** When it last left. */
  at: number;
}

/** What has left is kept for so many milliseconds, and so many lines of it at most. */
const KEPT_MS = 5_000;
const KEPT_LINES = 1_000;
/** A line that a receiver breaks the connection over must not hold up the others for good. */
const TRIES = 5;

/**
 * The lines that wait to be sent, in their order. Syslog has no acknowledgements: what was
 * written just before a connection broke may never have been read, so it is kept for a
 * while and goes out once more; better twice than never.
 */
export class LineQueue {
  readonly #limits: QueueLimits;
  readonly #events: QueueEvents;
  #waiting: Line[] = [];
  #bytes = 0;
  #leaving: Line[] = [];
  #left: Line[] = [];
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

  add(text: string): void {
    const bytes = Buffer.byteLength(text);
    if (this.#dropped === null && this.#fits(bytes)) {
      this.#waiting.push({ text, tries: 0, at: 0 });
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
      length += (this.#waiting[count] as Line).text.length;
    }
    this.#leaving = this.#waiting.splice(0, count);
    for (const line of this.#leaving) {
      this.#bytes -= Buffer.byteLength(line.text);
      line.tries += 1;
    }
    return this.#leaving.map(({ text }) => text);
  }

  /** What was taken has left at `at`, in milliseconds since whenever. */
  left(at: number): void {
    for (const line of this.#leaving) {
      line.at = at;
      this.#left.push(line);
    }
    this.#leaving = [];
    this.#forgetBefore(at - KEPT_MS);
    this.#makeRoom();
  }

  /** The connection broke at `at`: what was on its way, or had just left, comes first again. */
  comeBack(at: number): void {
    this.#forgetBefore(at - KEPT_MS);
    const all = [...this.#left, ...this.#leaving];
    const back = all.filter(({ tries }) => tries < TRIES);
    this.#left = [];
    this.#leaving = [];
    for (const { text } of back) this.#bytes += Buffer.byteLength(text);
    this.#waiting = [...back, ...this.#waiting];
    if (back.length < all.length) this.#events.onGivenUp(all.length - back.length);
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
