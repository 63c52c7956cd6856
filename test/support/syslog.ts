/** Syslog read by the letter: RFC 5424, in frames of RFC 5425. */

export interface SyslogMessage {
  facility: number;
  severity: number;
  timestamp: string;
  hostname: string;
  appName: string;
  processId: string;
  messageId: string;
  text: string;
}

// The ABNF of RFC 5424, section 6, without structured data, which we send none of.
const DATE = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)`;
const MESSAGE = new RegExp(
  String.raw`^<(0|[1-9]\d{0,2})>1 (${DATE}T${TIME}) ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) - (.*)$`,
  's',
);
// MSG-LEN SP, RFC 5425, section 4.3.
const LENGTH = /^[1-9]\d*$/;
/** No message of ours is longer. */
const LONGEST = 10;

export function readMessage(bytes: Buffer): SyslogMessage {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const match = MESSAGE.exec(text);
  if (!match || Number(match[1]) > 191) throw new Error(`No syslog message: ${text}`);
  const [, priority, timestamp = '', hostname = '', appName = '', processId = '', messageId = ''] =
    match;
  return {
    facility: Math.floor(Number(priority) / 8),
    severity: Number(priority) % 8,
    timestamp,
    hostname,
    appName,
    processId,
    messageId,
    text: match[7] ?? '',
  };
}

/** The whole messages at the beginning, and the bytes of one that has only begun. */
export function readFrames(bytes: Buffer): { messages: SyslogMessage[]; rest: Buffer } {
  const messages: SyslogMessage[] = [];
  let rest = bytes;
  for (;;) {
    const space = rest.indexOf(' ');
    const length = rest.subarray(0, space === -1 ? rest.length : space).toString('latin1');
    if (length !== '' && (!LENGTH.test(length) || length.length > LONGEST)) {
      throw new Error(`No length of a frame: ${length.slice(0, 40)}`);
    }
    const end = space + 1 + Number(length);
    if (space === -1 || rest.length < end) return { messages, rest };
    messages.push(readMessage(rest.subarray(space + 1, end)));
    rest = rest.subarray(end);
  }
}
