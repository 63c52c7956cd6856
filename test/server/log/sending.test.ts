/** What becomes of lines on their way to another system. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { generate } from 'selfsigned';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { openLogs } from '../../../server/log/logs.ts';
import type { SenderLimits } from '../../../server/log/sender.ts';
import { freePort } from '../../support/free-port.ts';
import { type LogLine, type LogReceiver, logReceiver } from '../../support/log-receiver.ts';
import { until } from '../../support/until.ts';

const WARN = 40;

function logsTo(url: string, limits: Partial<SenderLimits> = {}, level = 'info') {
  const printed: LogLine[] = [];
  const logs = openLogs({
    config: readConfig({ KEYTURN_LOG_TO: url, KEYTURN_LOG_LEVEL: level }),
    output: { write: (line) => void printed.push(JSON.parse(line) as LogLine) },
    limits: { firstPause: 5, longestPause: 20, ...limits },
  });
  onTestFinished(() => logs.close());
  return {
    ...logs,
    printed,
    said: (msg: RegExp) => until(() => printed.some((line) => msg.test(line.msg))),
    write(from: number, to: number) {
      for (let n = from; n <= to; n++) logs.log.info({ n }, 'a line');
    },
  };
}

const numbersIn = (receiver: LogReceiver) =>
  receiver.lines().flatMap(({ n }) => (typeof n === 'number' ? [n] : []));
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test('each line is there as on standard output, in its order', async () => {
  const receiver = await logReceiver();
  const { log, printed } = logsTo(receiver.url);
  log.info({ requestId: 'req_1' }, 'with "quotes",\nline breaks and ünïcode 🔑');
  log.warn({ event: 'limit_reached' }, 'refused');
  log.error({ err: new Error('broken') }, 'unexpected failure');
  log.debug('not at this level');
  await receiver.waitFor(({ msg }) => msg === 'unexpected failure');
  expect(receiver.lines()).toEqual(printed);
  expect(receiver.messages).toMatchObject([
    { facility: 3, severity: 6, appName: 'keyturn', messageId: '-' },
    { facility: 3, severity: 4, processId: String(process.pid), messageId: 'limit_reached' },
    { facility: 3, severity: 3, messageId: '-' },
  ]);
  for (const [at, { timestamp }] of receiver.messages.entries()) {
    expect(Date.parse(timestamp)).toBe(printed[at]?.time);
  }
});

test('while the other system is away lines wait, and then come in their order', async () => {
  const receiver = await logReceiver();
  const { write, said, printed } = logsTo(receiver.url);
  write(1, 10);
  await receiver.waitFor(({ n }) => n === 10);
  await receiver.goAway();
  await said(/there is no connection/);
  write(11, 500);
  const before = receiver.messages.length;
  await receiver.comeBack();
  await receiver.waitFor(({ n }) => n === 500);
  // What had left just before it went comes once more.
  expect(numbersIn(receiver).slice(before)).toEqual(upTo(500));
  await said(/is sent again/);
  expect(printed.filter(({ level }) => level >= WARN)).toMatchObject([
    { msg: 'the log is not sent: there is no connection; it is tried again' },
    { msg: 'the log is sent again', to: receiver.url.replace('syslog+tcp://', '') },
  ]);
});

test('one that was never there is tried again and again, and told of once', async () => {
  const port = await freePort();
  const { write, said, printed, close } = logsTo(`syslog+tcp://127.0.0.1:${port}`, {
    stopGrace: 50,
  });
  await said(/there is no connection/);
  write(1, 3);
  await close();
  expect(printed.filter(({ level }) => level >= WARN)).toMatchObject([
    { code: 'ECONNREFUSED', to: `127.0.0.1:${port}` },
    { msg: 'the end of the log could not be sent', lines: 3 },
  ]);
});

test('what a broken connection swallowed is sent once more', async () => {
  const receiver = await logReceiver();
  receiver.behave('forgetful');
  const { write, said } = logsTo(receiver.url);
  write(1, 100);
  await until(() => receiver.forgotten() > 100 * 50);
  await receiver.goAway();
  await said(/there is no connection/);
  expect(receiver.messages).toEqual([]);
  receiver.behave('well');
  await receiver.comeBack();
  await receiver.waitFor(({ n }) => n === 100);
  expect(numbersIn(receiver)).toEqual(upTo(100));
});

test('beyond the bound lines are dropped; both systems are told how many', async () => {
  const receiver = await logReceiver();
  await receiver.goAway();
  const { write, said, printed } = logsTo(receiver.url, { lines: 100 });
  await said(/there is no connection/);
  write(1, 250);
  await receiver.comeBack();
  const gap = await receiver.waitFor(({ event }) => event === 'log_lines_dropped');
  expect(gap).toMatchObject({ level: WARN, dropped: 150 });
  write(251, 252);
  await receiver.waitFor(({ n }) => n === 252);
  expect(receiver.lines().map(({ n, event }) => n ?? event)).toEqual([
    ...upTo(100),
    'log_lines_dropped',
    251,
    252,
  ]);
  const told = printed.filter(({ msg }) => msg.includes('dropped'));
  expect(told).toMatchObject([
    { level: WARN, msg: 'too many lines of the log wait; from now on they are dropped' },
    { level: WARN, dropped: 150 },
  ]);
  expect(printed.filter(({ n }) => n !== undefined)).toHaveLength(252);
});

test('one that takes nothing holds up nobody, and is given up for another try', async () => {
  const receiver = await logReceiver();
  receiver.behave('deaf');
  const { log, said, printed } = logsTo(receiver.url, { patience: 500, stopGrace: 50 });
  await until(() => receiver.connections() === 1);
  // More than the buffers of two sockets take.
  const text = 'x'.repeat(60_000);
  for (let n = 1; n <= 250; n++) log.info({ n, text }, 'a line');
  expect(printed.filter(({ n }) => n !== undefined)).toHaveLength(250);
  await said(/there is no connection/);
  expect(printed).toContainEqual(
    expect.objectContaining({ level: WARN, reason: 'nothing was taken within the time for it' }),
  );
  await until(() => receiver.connections() > 1);
});

test('a line that breaks every connection does not hold up the others for good', async () => {
  const receiver = await logReceiver();
  receiver.refuse('poison');
  const { log, said } = logsTo(receiver.url);
  log.info({ n: 1 }, 'poison');
  await said(/are given up/);
  log.info({ n: 2 }, 'a line');
  await receiver.waitFor(({ n }) => n === 2);
  expect(receiver.lines().map(({ n, event }) => n ?? event)).toEqual(['log_lines_dropped', 2]);
  expect(receiver.connections()).toBeGreaterThan(5);
});

test('a stop sends what waits', async () => {
  const receiver = await logReceiver();
  const { write, close } = logsTo(receiver.url);
  write(1, 5_000);
  await close();
  await receiver.waitFor(({ n }) => n === 5_000);
  expect(numbersIn(receiver)).toEqual(upTo(5_000));
});

test('a stop does not wait for one that takes nothing', async () => {
  const receiver = await logReceiver();
  receiver.behave('deaf');
  const { log, close, printed } = logsTo(receiver.url, { stopGrace: 50 });
  const text = 'x'.repeat(60_000);
  for (let n = 1; n <= 200; n++) log.info({ n, text }, 'a line');
  await close();
  expect(printed.at(-1)).toMatchObject({
    level: WARN,
    msg: 'the end of the log could not be sent',
    lines: expect.any(Number),
  });
});

test.each(['1', '0'])(
  'nothing is sent to one whose certificate nobody vouches for (NODE_TLS_REJECT_UNAUTHORIZED=%s)',
  async (reject) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', reject);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    const receiver = await logReceiver({ key, cert });
    const { write, said, printed, close } = logsTo(receiver.url, { stopGrace: 50 });
    write(1, 3);
    await said(/the certificate there is not trusted/);
    await close();
    expect(printed.filter(({ level }) => level === WARN)).toMatchObject([
      { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', to: receiver.url.replace('syslog+tls://', '') },
      { msg: 'the end of the log could not be sent', lines: 3 },
    ]);
    expect(receiver.messages).toEqual([]);
  },
);

test('one that does not speak TLS gets no line either', async () => {
  let heard = '';
  const plain = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .on('data', (chunk) => {
        heard += chunk.toString('latin1');
      });
  }).listen(0, '127.0.0.1');
  await once(plain, 'listening');
  onTestFinished(() => void plain.close());
  const { port } = plain.address() as AddressInfo;
  const { write, said, printed, close } = logsTo(`syslog+tls://127.0.0.1:${port}`, {
    patience: 50,
    stopGrace: 50,
  });
  write(1, 3);
  await said(/there is no connection/);
  await close();
  expect(printed.at(-1)).toMatchObject({ lines: 3 });
  // A greeting of TLS.
  expect(heard.slice(0, 2)).toBe('\x16\x03');
  expect(heard).not.toContain('a line');
});
