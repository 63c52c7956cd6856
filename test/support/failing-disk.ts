/** A disk that fails on command, for `openJsonStore({ open })`. */
import { type FileHandle, open } from 'node:fs/promises';

type Operation = 'open' | 'write' | 'datasync' | 'sync' | 'truncate';

export class FailingDisk {
  /** How often each operation was asked for. */
  readonly count: Record<Operation, number> = {
    open: 0,
    write: 0,
    datasync: 0,
    sync: 0,
    truncate: 0,
  };
  readonly #failing = new Map<Operation, RegExp>();
  /** Resolves when an operation of this name begins; until then it waits for `release`. */
  readonly #held = new Map<Operation, { begun: () => void; released: Promise<void> }>();

  /** From now on these fail, on files whose path matches. A failing write writes half. */
  fail(operations: Operation[], path = /./): void {
    for (const operation of operations) this.#failing.set(operation, path);
  }

  heal(): void {
    this.#failing.clear();
  }

  /** Stops the next such operation before it does anything: `begun`, then `release()`. */
  hold(operation: Operation): { begun: Promise<void>; release: () => void } {
    let release!: () => void;
    let onBegun!: () => void;
    const begun = new Promise<void>((resolve) => {
      onBegun = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#held.set(operation, { begun: onBegun, released });
    return { begun, release };
  }

  readonly open: typeof open = async (path, flags, mode) => {
    await this.#before('open', String(path));
    return this.#watch(await open(path, flags, mode), String(path));
  };

  async #before(operation: Operation, path: string): Promise<void> {
    this.count[operation] += 1;
    const held = this.#held.get(operation);
    if (held) {
      this.#held.delete(operation);
      held.begun();
      await held.released;
    }
    if (this.#failing.get(operation)?.test(path)) throw noSpace(operation);
  }

  #watch(handle: FileHandle, path: string): FileHandle {
    const before = (operation: Operation) => this.#before(operation, path);
    const operations = {
      async write(bytes: Buffer, offset: number, length: number, position: number) {
        try {
          await before('write');
        } catch (error) {
          await handle.write(bytes, offset, length >> 1, position);
          throw error;
        }
        return handle.write(bytes, offset, length, position);
      },
      datasync: () => before('datasync').then(() => handle.datasync()),
      sync: () => before('sync').then(() => handle.sync()),
      truncate: (length: number) => before('truncate').then(() => handle.truncate(length)),
    };
    return new Proxy(handle, {
      get(target, property) {
        const own: unknown = Reflect.get(operations, property);
        if (own) return own;
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
}

function noSpace(operation: Operation): NodeJS.ErrnoException {
  return Object.assign(new Error(`ENOSPC: no space left on device, ${operation}`), {
    code: 'ENOSPC',
    syscall: operation,
  });
}
