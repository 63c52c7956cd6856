/** What another system gets of a whole server: its log, and what goes on its record. */
import { expect, test } from 'vitest';
import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import { exportedAudit, verifyIndependently } from '../../support/audit.ts';
import { createKey } from '../../support/keys.ts';
import { type LogReceiver, logReceiver } from '../../support/log-receiver.ts';
import { invite, PASSWORD, setApiAccess, setUp } from '../../support/people.ts';
import { testServer } from '../../support/server.ts';
import { until } from '../../support/until.ts';

const entriesIn = (receiver: LogReceiver) =>
  receiver
    .lines()
    .filter(({ event }) => event === 'audit')
    .map(({ entry }) => entry as SealedAuditEntry);

async function serverTo(receiver: LogReceiver, KEYTURN_LOG_LEVEL = 'debug') {
  const server = await testServer({
    environment: { KEYTURN_LOG_TO: receiver.url, KEYTURN_LOG_LEVEL },
  });
  const ada = await setUp(server);
  return { server, ada };
}

test('every entry of the audit log is there as the export has it, and no secret', async () => {
  const receiver = await logReceiver();
  const { server, ada } = await serverTo(receiver);
  await setApiAccess(server, ada, true);
  const bob = await invite(server, ada);
  const { key, secret } = await createKey(server, bob, { name: 'Nightly "report"\n' });
  await server.request('POST', `/v1/orgs/${ada.orgId}/keys/${key.id}/regenerate`, {
    token: bob.token,
  });
  await server.request('POST', '/v1/sessions', {
    body: { email: ada.email, password: 'not this password' },
  });
  await server.request('GET', '/v1/me', { token: secret });
  await server.request('DELETE', '/v1/sessions/current', { token: bob.token });
  const exported = await exportedAudit(server, ada);
  verifyIndependently(exported);
  expect(exported.length).toBeGreaterThan(5);
  const printed = () => server.log().trimEnd().split('\n');
  await until(() => receiver.messages.length === exported.length + printed().length);

  expect(entriesIn(receiver)).toEqual(exported);
  const audits = receiver.messages.filter(({ messageId }) => messageId === 'audit');
  expect(audits).toHaveLength(exported.length);
  for (const message of audits) expect(message).toMatchObject({ facility: 13, severity: 6 });
  const others = receiver.lines().filter(({ event }) => event !== 'audit');
  expect(others.map((line) => JSON.stringify(line))).toEqual(printed());
  expect(server.secrets.size).toBeGreaterThan(5);
  server.secrets.expectNoneIn(receiver.text());
  expect(receiver.text()).not.toContain(PASSWORD);
});

test('the audit log is sent whatever the level of the log is', async () => {
  const receiver = await logReceiver();
  const { server, ada } = await serverTo(receiver, 'silent');
  await server.request('GET', '/v1/me', { token: 'kts_wrong' });
  const exported = await exportedAudit(server, ada);
  await until(() => receiver.messages.length === exported.length);
  expect(server.log()).toBe('');
  expect(receiver.lines().map(({ event }) => event)).toEqual(exported.map(() => 'audit'));
  expect(entriesIn(receiver)).toEqual(exported);
});
