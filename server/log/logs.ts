/** The log: on standard output, and where it is configured on another system too. */
import { hostname } from 'node:os';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import type { OnRecorded } from '../store/store.ts';
import { Sender, type SenderLimits } from './sender.ts';
import { frame } from './syslog.ts';

export interface Logs {
  log: Logger;
  /** Sends entries of the audit log; undefined where they are not sent. */
  onRecorded: OnRecorded | undefined;
  /** Sends what waits, for a few seconds at most. */
  close(): Promise<void>;
}

export interface LogsOptions {
  config: Pick<Config, 'logLevel' | 'logTo'>;
  /** In place of standard output. */
  output?: DestinationStream | undefined;
  limits?: Partial<SenderLimits> | undefined;
}

export function openLogs({
  config: { logLevel: level, logTo: target },
  output = pino.destination(),
  limits,
}: LogsOptions): Logs {
  const own = pino({ level }, output);
  if (target === null) return { log: own, onRecorded: undefined, close: async () => {} };
  const sender = new Sender({
    target,
    limits,
    warn: (about, message) => own.warn(about, message),
    onGap: (dropped) =>
      sent.warn({ event: 'log_lines_dropped', dropped }, 'lines are missing here'),
  });
  const stream = new SyslogStream(sender);
  /** For the other system alone, whatever the level. */
  const sent = pino({ level: 'trace' }, stream);
  return {
    log: pino(
      { level },
      pino.multistream([output, stream].map((one) => ({ level: 'trace', stream: one }))),
    ),
    onRecorded(entries) {
      for (const entry of entries) sent.info({ event: AUDIT, entry }, 'recorded');
    },
    close: () => sender.close(),
  };
}

const AUDIT = 'audit';
const origin = { hostname: hostname(), processId: process.pid };

/** What pino writes to; it tells of each line what it was made of. */
class SyslogStream {
  readonly [pino.symbols.needsMetadataGsym] = true;
  lastLevel = 30;
  lastTime = '';
  lastMsg = '';
  lastObj: object = {};
  declare lastLogger: Logger;
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  write(line: string): void {
    const { event } = (this.lastObj ?? {}) as { event?: unknown };
    const messageId = typeof event === 'string' ? event : null;
    this.#sender.send(
      frame(
        {
          facility: messageId === AUDIT ? 'audit' : 'daemon',
          level: this.lastLevel,
          at: Number(this.lastTime) || Date.now(),
          messageId,
          text: line.trimEnd(),
        },
        origin,
      ),
    );
  }
}
