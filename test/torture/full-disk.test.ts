import { execFileSync } from 'node:child_process';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import { verifier } from '../support/check.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { testFolder, testServer } from '../support/server.ts';

const SIZE = 8 * 1024 * 1024;
/** Mounting takes root; where that is not to be had, the run says that this was left out. */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

async function smallDisk(): Promise<string> {
  const folder = await testFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  return folder;
}

/** Takes what room there is; the way to give it back. */
async function fill(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'filler');
  const { bavail, bsize } = await statfs(folder);
  await writeFile(path, Buffer.alloc(bavail * bsize));
  return () => rm(path);
}

test.skipIf(!mayMount)(
  'a full disk: writes are refused with 507, checks go on, nothing acknowledged is lost, and with room it goes on',
  async () => {
    const dataDir = await smallDisk();
    const { server, ada, bob } = await openOrg({ dataDir });
    const verify = await verifier(server, ada);
    const acknowledged: { key: Key; secret: string }[] = [await createKey(server, bob)];
    const giveBack = await fill(dataDir);

    const create = () =>
      server.request<{ key: Key; secret: string; code: string }>(
        'POST',
        `/v1/orgs/${ada.orgId}/keys`,
        { token: bob.token, body: { name: 'On a full disk', scopes: ['tasks:read'] } },
      );
    // The last block of the journal may still have room for a few.
    let refused = await create();
    while (refused.status === 201) {
      acknowledged.push(refused.body);
      refused = await create();
    }
    expect(refused.status).toBe(507);
    expect(refused.body.code).toBe('storage_full');
    expect((await server.request('GET', '/readyz')).status).toBe(503);
    for (const { secret } of acknowledged) expect((await verify(secret)).code).toBe('valid');

    await giveBack();
    expect((await server.request('GET', '/readyz')).status).toBe(200);
    acknowledged.push(await createKey(server, bob));

    await server.close();
    const again = await testServer({ dataDir, clock: server.clock });
    const verifyAgain = await verifier(again, ada);
    for (const { secret } of acknowledged) expect((await verifyAgain(secret)).code).toBe('valid');
    const { body } = await again.request<{ items: Key[] }>(
      'GET',
      `/v1/orgs/${ada.orgId}/keys?limit=200`,
      { token: bob.token },
    );
    // What was refused is not there either.
    expect(body.items.map(({ id }) => id).sort()).toEqual(
      acknowledged.map(({ key }) => key.id).sort(),
    );
  },
  60_000,
);
