/** What docs/webhooks.md says, run. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { RETRY_DELAYS } from '../../../server/domain/webhooks/schedule.ts';
import { freePort } from '../../support/free-port.ts';
import { until } from '../../support/until.ts';
import { createWebhook, publisher, webhookOrg, webhooksAs } from '../../support/webhooks.ts';

vi.setConfig({ testTimeout: 30_000 });

const page = await readFile('docs/webhooks.md', 'utf8');

test('the receiver verifies what comes and turns away what is forged', async () => {
  const [, code = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
  const { server, ada, bob } = await webhookOrg();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const { webhook, secret } = await createWebhook(server, bob, { url });
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    env: { PATH: process.env.PATH, PORT: String(port), WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const forged = {
    'webhook-id': 'evt_1',
    'webhook-timestamp': '1',
    'webhook-signature': 'v1,AA==',
  };
  const post = () => fetch(url, { method: 'POST', headers: forged, body: '{}' });
  await until(async () => (await post().catch(() => null)) !== null);
  expect((await post()).status).toBe(401);

  await (await publisher(server, ada))({ data: { id: 7, title: 'Ünïcode 👩🏽‍🚀' } });
  await until(() => printed.includes('\n'));
  expect(printed).toBe('task.create {"id":7,"title":"Ünïcode 👩🏽‍🚀"}\n');
  await webhooksAs(server, bob).newest(webhook.id, (one) => one.responseStatus === 204);
});

test('the table of delays is the one that is used', () => {
  const [, row = ''] = /\| next in \|(.*)\| failed \|/.exec(page) ?? [];
  const units: Record<string, number> = { s: 1_000, min: 60_000, h: 3_600_000 };
  const documented = row.split('|').map((cell) => {
    const [amount, unit = ''] = cell.trim().split(' ');
    return Number(amount) * (units[unit] ?? Number.NaN);
  });
  expect(documented).toEqual(RETRY_DELAYS);
});
