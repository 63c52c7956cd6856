import { expect, test } from 'vitest';
import { frame, type SyslogMessage } from '../../../../server/log/syslog.ts';
import { readFrames } from '../../../support/syslog.ts';

const origin = { hostname: 'keys-1.example.com', processId: 4711 };
const message: SyslogMessage = {
  facility: 'daemon',
  level: 40,
  at: Date.UTC(2026, 10, 22, 0, 1, 2, 3),
  messageId: 'authentication_failed',
  text: '{"msg":"refused"}',
};
const read = (text: string) => readFrames(Buffer.from(text)).messages;

test('a line is a message of RFC 5424 with its length before it', () => {
  expect(frame(message, origin)).toBe(
    '104 <28>1 2026-11-22T00:01:02.003Z keys-1.example.com keyturn 4711 authentication_failed - {"msg":"refused"}',
  );
});

test('the length counts bytes, not characters', () => {
  const text = '{"msg":"schlüssel 🔑"}';
  const frames = frame({ ...message, text }, origin) + frame(message, origin);
  expect(read(frames).map((one) => one.text)).toEqual([text, message.text]);
});

test.each([
  [60, 2],
  [50, 3],
  [40, 4],
  [30, 6],
  [20, 7],
  [10, 7],
])('level %i is severity %i', (level, severity) => {
  expect(read(frame({ ...message, level }, origin))).toMatchObject([{ facility: 3, severity }]);
});

test('what is audited has the facility for it', () => {
  const audit = { ...message, facility: 'audit', messageId: 'audit', level: 30 } as const;
  expect(read(frame(audit, origin))).toMatchObject([
    { facility: 13, severity: 6, messageId: 'audit' },
  ]);
});

test.each([
  ['', '-'],
  ['müllers macbook', 'mllersmacbook'],
  ['a\nb<1>', 'ab<1>'],
  ['x'.repeat(300), 'x'.repeat(255)],
])('of a host called %j the header has what it may have', (hostname, shown) => {
  expect(read(frame(message, { ...origin, hostname }))).toMatchObject([
    { hostname: shown, appName: 'keyturn', processId: '4711', text: message.text },
  ]);
});

test('a message of no particular kind says so', () => {
  expect(read(frame({ ...message, messageId: null }, origin))).toMatchObject([{ messageId: '-' }]);
});
