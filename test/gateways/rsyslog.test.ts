/** The log at a real rsyslog over TLS, with the configuration of the documentation. */
import { expect, inject, test } from 'vitest';
import { exportedAudit } from '../support/audit.ts';
import { requester } from '../support/http.ts';
import { setApiAccess, setUp } from '../support/people.ts';
import { startRsyslog } from '../support/rsyslog.ts';
import { testFolder } from '../support/server.ts';
import { spawnServer } from '../support/server-process.ts';
import { until } from '../support/until.ts';

const KEYTURN_SETUP_CODE = 'open sesame 1';
const path = inject('rsyslog');

test.skipIf(!path)('rsyslog has every line and every entry, also after it was away', async () => {
  const rsyslog = await startRsyslog(path as string);
  const server = spawnServer({
    KEYTURN_DATA_DIR: await testFolder(),
    KEYTURN_SETUP_CODE,
    KEYTURN_LOG_LEVEL: 'info',
    KEYTURN_LOG_TO: `syslog+tls://localhost:${rsyslog.port}`,
    NODE_EXTRA_CA_CERTS: rsyslog.authority,
  });
  const [, address = ''] = await server.waitFor(/Keyturn is at (http:\S+)\n/);
  const request = requester(address);
  const ada = await setUp({ request, setupCode: KEYTURN_SETUP_CODE });
  await until(async () => (await rsyslog.written('audit')).length > 0);

  await rsyslog.stop();
  await server.waitFor(/there is no connection/);
  await setApiAccess({ request }, ada, true);
  await request('GET', '/v1/me', { token: 'kts_wrong' });
  await rsyslog.start();
  await server.waitFor(/the log is sent again/);
  const exported = await exportedAudit({ request }, ada);
  expect(await server.stop('SIGTERM')).toBe(0);

  const printed = server.printed().split('\n');
  const lines = printed.filter((line) => /^\{.*"requestId"/.test(line));
  expect(lines.length).toBeGreaterThan(3);
  const all = async (file: 'audit' | 'log', least: number) => {
    // What had left just before it went may be there twice.
    const distinct = async () => [...new Set(await rsyslog.written(file))];
    await until(async () => (await distinct()).length >= least);
    return distinct();
  };
  const audit = await all('audit', exported.length);
  expect(audit.map((line) => JSON.parse(line).entry)).toEqual(exported);
  const log = await all('log', lines.length);
  expect(log.filter((line) => line.includes('"requestId"'))).toEqual(lines);
});
