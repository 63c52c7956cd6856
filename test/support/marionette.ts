import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { until } from './until.ts';

/** What WebDriver calls an element in its answers. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export interface Found {
  [ELEMENT]: string;
}

type Settle = (error: { error: string; message: string } | null, value: unknown) => void;

/**
 * A client of Firefox's own remote control: commands as `[0, id, name, parameters]`,
 * answers as `[1, id, error, value]`, each after its length in bytes and a colon.
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Settle>();
  #received: Buffer = Buffer.alloc(0);
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#receive(data));
    socket.on('close', () => {
      const error = { error: 'closed', message: 'Firefox has gone' };
      for (const settle of this.#waiting.values()) settle(error, null);
      this.#waiting.clear();
    });
  }

  /** Waits until Firefox listens there. */
  static async connect(port: number): Promise<Marionette> {
    let marionette: Marionette | undefined;
    await until(async () => {
      const socket = connect(port, '127.0.0.1');
      const listens = await once(socket, 'connect').catch(() => null);
      if (listens) marionette = new Marionette(socket);
      return listens !== null;
    }, 60_000);
    if (!marionette) throw new Error('Firefox does not listen');
    await marionette.send('WebDriver:NewSession', {});
    return marionette;
  }

  /** Throws what Firefox answers as an error. */
  send<T>(name: string, parameters: object = {}): Promise<T> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (error, value) => {
        if (error) reject(new Error(`${name}: ${error.error}: ${error.message}`));
        else resolve(value as T);
      });
      const text = JSON.stringify([0, id, name, parameters]);
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon));
      if (this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.subarray(colon + 1, end).toString());
      this.#received = this.#received.subarray(end);
      // The greeting is no answer.
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message;
      this.#waiting.get(id)?.(error, value);
      this.#waiting.delete(id);
    }
  }
}

/** The element's id in a command's parameters. */
export function idOf(found: Found): string {
  return found[ELEMENT];
}
