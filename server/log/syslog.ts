/** Syslog messages (RFC 5424), framed for a stream (RFC 5425, section 4.3). */

/** Numbers of RFC 5424, section 6.2.1. */
export const FACILITIES = { daemon: 3, audit: 13 } as const;

export interface SyslogMessage {
  facility: keyof typeof FACILITIES;
  /** As pino counts: 30 is info, 40 warn, 50 error. */
  level: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** What kind of message it is; null: none in particular. */
  messageId: string | null;
  /** JSON: no line breaks. */
  text: string;
}

/** Who says it: the same in every message of a process. */
export interface Origin {
  hostname: string;
  processId: number;
}

const APP_NAME = 'keyturn';
const NIL = '-';

/** The message with its number of bytes before it. */
export function frame(
  { facility, level, at, messageId, text }: SyslogMessage,
  origin: Origin,
): string {
  const priority = FACILITIES[facility] * 8 + severity(level);
  const header = [
    `<${priority}>1`,
    new Date(at).toISOString(),
    printable(origin.hostname, 255),
    APP_NAME,
    origin.processId,
    messageId === null ? NIL : printable(messageId, 32),
    NIL,
  ].join(' ');
  // Without a byte order mark, which readers of JSON stumble over: to the RFC, MSG-ANY.
  const message = `${header} ${text}`;
  return `${Buffer.byteLength(message)} ${message}`;
}

/** Of RFC 5424: critical, error, warning, informational, debug. */
function severity(level: number): number {
  if (level >= 60) return 2;
  if (level >= 50) return 3;
  if (level >= 40) return 4;
  return level >= 30 ? 6 : 7;
}

/** What a header field may hold. */
function printable(text: string, most: number): string {
  return text.replace(/[^!-~]/g, '').slice(0, most) || NIL;
}
