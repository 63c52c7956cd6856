/** The log over TLS, of real processes. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SealedAuditEntry } from '../../shared/contract/audit.ts';
import { exportedAudit } from '../support/audit.ts';
import { certificateFiles, certificates } from '../support/certificates.ts';
import { keyturn, serve } from '../support/cli.ts';
import { requester } from '../support/http.ts';
import { type LogReceiver, logReceiver } from '../support/log-receiver.ts';
import { setUp } from '../support/people.ts';
import { testFolder } from '../support/server.ts';

const KEYTURN_SETUP_CODE = 'open sesame 1';

async function receiverAndEnvironment() {
  const made = await certificates();
  const { authority } = await certificateFiles(await testFolder(), made);
  const receiver = await logReceiver(made);
  const environment = {
    KEYTURN_DATA_DIR: join(await testFolder(), 'data'),
    KEYTURN_SETUP_CODE,
    KEYTURN_LOG_LEVEL: 'info',
    KEYTURN_LOG_TO: receiver.url,
  };
  return { receiver, environment, authority };
}

const entriesIn = (receiver: LogReceiver) =>
  receiver.lines().flatMap(({ entry }) => (entry ? [entry as SealedAuditEntry] : []));

const actionsIn = (receiver: LogReceiver) => entriesIn(receiver).map(({ action }) => action);

test('all of it is there when the process has ended, and what a command records too', async () => {
  const { receiver, environment, authority } = await receiverAndEnvironment();
  const trusting = { ...environment, NODE_EXTRA_CA_CERTS: authority };
  const server = await serve(trusting);
  const request = requester(server.address);
  const ada = await setUp({ request, setupCode: KEYTURN_SETUP_CODE });
  await request('GET', '/v1/me', { token: 'kts_wrong' });
  const exported = await exportedAudit({ request }, ada);
  server.child.kill('SIGTERM');
  const { code, stdout } = await server.ended;
  expect(code).toBe(0);
  const printed = stdout.split('\n').filter((line) => line.startsWith('{'));
  expect(printed.length).toBeGreaterThan(3);
  await receiver.waitFor(({ msg }) => msg === JSON.parse(printed.at(-1) ?? '{}').msg);
  expect(entriesIn(receiver)).toEqual(exported);
  const others = receiver.messages.filter(({ messageId }) => messageId !== 'audit');
  expect(others.map(({ text }) => text)).toEqual(printed);

  const reset = await keyturn(['reset-admin', '--email', ada.email], trusting);
  expect({ code: reset.code, stderr: reset.stderr }).toEqual({ code: 0, stderr: '' });
  await receiver.waitFor(() => actionsIn(receiver).includes('member.reset_code_issued'));
});

test.each([
  [
    'one nobody vouches for',
    (receiver: LogReceiver) => receiver.url,
    'DEPTH_ZERO|UNABLE_TO_VERIFY',
  ],
  [
    "another machine's",
    (receiver: LogReceiver) => receiver.url.replace('localhost', '127.0.0.1'),
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
])(
  'where the certificate is %s nothing is sent, and standard output says why',
  async (whose, urlOf, code) => {
    const { receiver, environment, authority } = await receiverAndEnvironment();
    const server = await serve({
      ...environment,
      KEYTURN_LOG_TO: urlOf(receiver),
      ...(whose.startsWith('another') && { NODE_EXTRA_CA_CERTS: authority }),
    });
    await server.waitFor(new RegExp(`"code":"(${code}).*the certificate there is not trusted`));
    await setUp({ request: requester(server.address), setupCode: KEYTURN_SETUP_CODE });
    server.child.kill('SIGTERM');
    const { code: exitCode, stdout } = await server.ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain('the end of the log could not be sent');
    expect(receiver.messages).toEqual([]);
  },
);
