/** No secret is ever in the audit log: neither in what it answers nor in its files. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OperationName } from '../../shared/contract/endpoints.ts';
import { methodAndPath } from '../../shared/contract/operations.ts';
import { auditOf, exportedAudit } from '../support/audit.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { addService, inviteOnly, PASSWORD } from '../support/people.ts';
import { issueResetCode } from '../support/reset-code.ts';
import { addSecondFactor } from '../support/second-factor.ts';
import { testFolder, testServer } from '../support/server.ts';
import { createWebhook } from '../support/webhooks.ts';

test('after all that makes, shows or takes a secret', async () => {
  const dataDir = await testFolder();
  const { server, ada, bob } = await openOrg({ dataDir });
  const { request, secrets } = server;
  const ask = async (
    name: OperationName,
    { token = ada.token, id = '', body }: { token?: string; id?: string; body?: unknown } = {},
  ) => {
    const { method, path } = methodAndPath(name);
    const url = path.replace('{org}', ada.orgId).replace('{id}', id);
    const answer = await request<{ key: { id: string }; secret: string }>(method, url, {
      token,
      ...(body !== undefined && { body }),
    });
    expect(answer.status, name).toBeLessThan(300);
    return answer.body;
  };

  await addService(server, ada);
  await inviteOnly(server, ada, { email: 'cy@example.com' });
  await ask('createSession', { token: '', body: { email: bob.email, password: PASSWORD } });
  const { key } = await createKey(server, bob);
  await createWebhook(server, bob, { url: 'https://1.1.1.1/hook', keyId: key.id });
  await ask('regenerateKey', { id: key.id, body: { graceSeconds: 60 } });
  const { secret } = await createKey(server, bob);
  await ask('revokeSelf', { token: secret });
  await ask('putPersonalKey', { token: bob.token, body: { enabled: true } });
  await ask('updateOrg', { body: { policy: { requireApproval: true } } });
  const waiting = await ask('createKey', {
    token: bob.token,
    body: { name: 'Waits', scopes: ['tasks:read'] },
  });
  await ask('approveKey', { id: waiting.key.id });
  const collected = await ask('collectKey', { token: bob.token, id: waiting.key.id });
  secrets.add(PASSWORD);
  const newPassword = 'battery staple horse';
  await ask('changePassword', {
    token: bob.token,
    body: { currentPassword: PASSWORD, newPassword },
  });
  const { secret: totpSecret, recoveryCodes } = await addSecondFactor(server, ada);
  for (const one of [totpSecret, ...recoveryCodes]) secrets.add(one);

  await server.close();
  const { clock } = server;
  const code = await issueResetCode({ KEYTURN_DATA_DIR: dataDir }, clock.now, bob.email);
  const issued = await tablesIn(dataDir);
  const again = await testServer({ dataDir, clock });
  const password = 'quills under a tin roof';
  const reset = { email: bob.email, code, password };
  const { status } = await again.request('POST', '/v1/password-reset', { body: reset });
  expect(status).toBe(204);
  for (const secret of [code, password]) secrets.add(secret);

  const answers = JSON.stringify([await auditOf(again, ada), await exportedAudit(again, ada)]);
  await again.close();
  const archives = (await readdir(dataDir)).filter((name) => name.startsWith('audit-'));
  const texts = await Promise.all(archives.map((name) => readFile(join(dataDir, name), 'utf8')));
  const hashes = await tablesIn(dataDir);
  const users = [...issued.users, ...hashes.users];
  for (const { passwordHash } of users) secrets.add(passwordHash);
  for (const { resetCode } of users) secrets.add(resetCode?.hash);
  for (const { secondFactor } of users) {
    for (const hash of secondFactor?.recoveryHashes ?? []) secrets.add(hash);
  }
  for (const { hash } of hashes.keys) secrets.add(hash);
  for (const { tokenHash } of hashes.sessions) secrets.add(tokenHash);
  for (const { codeHash } of hashes.invitations) secrets.add(codeHash);
  for (const { secret } of hashes.webhooks) secrets.add(secret);

  expect(secrets.leakedIn(JSON.stringify(collected))).toHaveLength(1);
  expect(archives).toEqual([`audit-${ada.orgId}.jsonl`]);
  for (const text of [answers, ...texts]) {
    expect(text).toContain('key.collected');
    expect(text).toContain('webhook.created');
    expect(text).toContain('member.reset_code_issued');
    expect(text).toContain('member.second_factor_added');
    expect(secrets.leakedIn(text)).toEqual([]);
  }
});

async function tablesIn(dataDir: string) {
  return JSON.parse(await readFile(join(dataDir, 'keyturn.json'), 'utf8')).tables;
}
