import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import { serve, start } from '../support/cli.ts';
import { freePort } from '../support/free-port.ts';
import { requester } from '../support/http.ts';
import { setApiAccess, setUp } from '../support/people.ts';
import { testFolder } from '../support/server.ts';
import { until } from '../support/until.ts';

const KEYTURN_SETUP_CODE = 'open sesame 1';

async function running() {
  const environment = {
    KEYTURN_DATA_DIR: join(await testFolder(), 'data'),
    KEYTURN_SETUP_CODE,
    KEYTURN_METRICS_PORT: '0',
  };
  const server = await serve(environment);
  const [, metrics = ''] = await server.waitFor(/Metrics are at (http:\S+)\n/);
  const request = requester(server.address);
  const ada = await setUp({ request, setupCode: KEYTURN_SETUP_CODE });
  await setApiAccess({ request }, ada, true);
  return { environment, server, metrics, request, ada };
}

test('SIGTERM under load ends it with 0, and all that was acknowledged is there', async () => {
  const { environment, server, metrics, request, ada } = await running();
  const keys = `/v1/orgs/${ada.orgId}/keys`;
  const acknowledged: string[] = [];
  let answered = 0;
  const failures: unknown[] = [];
  let killed = false;
  const writers = Array.from({ length: 16 }, async () => {
    for (;;) {
      const body = { name: 'Nightly', scopes: ['tasks:read'] };
      try {
        const answer = await request<{ key: Key }>('POST', keys, { token: ada.token, body });
        answered += 1;
        if (answer.status === 201) acknowledged.push(answer.body.key.id);
        else failures.push(answer);
      } catch (error) {
        // Only once it takes nothing new.
        if (!killed) failures.push(error);
        return;
      }
    }
  });
  // These wait for what will not come: a stop waits for neither.
  const idle = connect(Number(new URL(server.address).port), '127.0.0.1');
  const scraper = connect(Number(new URL(metrics).port), '127.0.0.1');
  await until(() => answered > 100);
  killed = true;
  server.child.kill('SIGTERM');
  await Promise.all(writers);
  const { code } = await server.ended;
  idle.destroy();
  scraper.destroy();
  expect({ code, failures }).toEqual({ code: 0, failures: [] });

  const again = requester((await serve(environment)).address);
  for (const id of acknowledged) {
    expect((await again('GET', `${keys}/${id}`, { token: ada.token })).status).toBe(200);
  }
});

test('a guard that listens for changes does not hold up a stop', async () => {
  const { server, request, ada } = await running();
  const { body } = await request<{ secret: string }>('POST', `/v1/orgs/${ada.orgId}/keys`, {
    token: ada.token,
    body: { name: 'Tasks API', scopes: ['keyturn.keys:verify'] },
  });
  const stream = await fetch(`${server.address}/v1/changes`, {
    headers: { Authorization: `Bearer ${body.secret}` },
  });
  expect(stream.status).toBe(200);
  const read = stream.text().catch(() => undefined);
  server.child.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  await read;
});

test('a port of the metrics that is taken is named, and nothing stays behind', async () => {
  const port = String(await freePort());
  const KEYTURN_DATA_DIR = join(await testFolder(), 'data');
  const first = await serve({ KEYTURN_DATA_DIR, KEYTURN_METRICS_PORT: port });
  const second = await start(['serve'], {
    KEYTURN_DATA_DIR: join(await testFolder(), 'data'),
    KEYTURN_METRICS_PORT: port,
  }).ended;
  expect(second.code).toBe(1);
  expect(second.stderr).toContain('KEYTURN_METRICS_PORT');
  expect(second.stderr).toContain(port);
  expect(second.stderr).not.toMatch(/^ {4}at /m);
  first.child.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
});
