/** `keyturn serve` over TLS, asked by a guard in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { keyturn, serve } from '../support/cli.ts';
import { createKey } from '../support/keys.ts';
import { setApiAccess, setUp } from '../support/people.ts';
import { testFolder } from '../support/server.ts';
import { certificateFolder, makeCertificate, secured, tlsRequester } from '../support/tls.ts';

const KEYTURN_SETUP_CODE = 'open sesame 1';

/** The server looks for changes by itself every ten seconds. */
const LESS_THAN_A_LOOK = 8_000;

/** An API whose guard keeps answers and so listens to the stream of changes; it asks itself twice. */
const API = `
const { keyturn } = await import(process.env.GUARD);
const { default: express } = await import(process.env.EXPRESS);
const { SERVER: server, KEY: key } = process.env;
const guard = keyturn({ server, key, cacheSeconds: 60, onUnavailable: console.error });
const app = express();
app.get('/', guard.requireScope('tasks:read'), (req, res) => res.send(req.keyturn.ownerName));
const listening = app.listen(0, '127.0.0.1', async () => {
  const url = 'http://127.0.0.1:' + listening.address().port;
  for (const headers of [{ Authorization: 'Bearer ' + key }, {}]) {
    const answer = await fetch(url, { headers });
    console.log(answer.status);
  }
  process.exit();
});`;

async function asked(environment: Record<string, string>) {
  const guard = join(dirname(inject('keyturn')), '../guard/express.js');
  const child = spawn(process.execPath, ['--input-type=module', '--eval', API], {
    env: {
      PATH: process.env.PATH,
      GUARD: guard,
      EXPRESS: import.meta.resolve('express'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr };
}

test('a guard reaches it that trusts its certificate, and no other; SIGHUP renews it', async () => {
  const { environment, cert, write } = await certificateFolder();
  const data = { KEYTURN_DATA_DIR: join(await testFolder(), 'data'), KEYTURN_SETUP_CODE };
  const server = await serve({ ...environment, ...data });
  expect(server.address).toMatch(/^https:/);
  const request = tlsRequester(server.address, cert);
  const ada = await setUp({ request, setupCode: KEYTURN_SETUP_CODE });
  await setApiAccess({ request }, ada, true);
  const scopes = ['tasks:read', 'keyturn.keys:verify'];
  const { secret } = await createKey({ request }, ada, { scopes });

  const known = { SERVER: server.address, KEY: secret };
  const trusting = { ...known, NODE_EXTRA_CA_CERTS: environment.KEYTURN_TLS_CERT };
  expect(await asked(trusting)).toEqual({ stdout: '200\n401\n', stderr: '' });
  const strange = await asked(known);
  expect(strange.stdout).toBe('503\n401\n');
  expect(strange.stderr).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');

  const next = await makeCertificate();
  await write(next);
  server.child.kill('SIGHUP');
  await vi.waitFor(async () => {
    (await secured(server.address, { ca: next.cert })).destroy();
  }, LESS_THAN_A_LOOK);
  server.child.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
});

test('it does not start without the key that belongs to the certificate', async () => {
  const { environment, write } = await certificateFolder();
  const { key } = await makeCertificate();
  await write({ key });
  const KEYTURN_DATA_DIR = join(await testFolder(), 'data');
  const { code, stdout, stderr } = await keyturn(['serve'], { ...environment, KEYTURN_DATA_DIR });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `KEYTURN_TLS_KEY="${environment.KEYTURN_TLS_KEY}" is not the key of the certificate in KEYTURN_TLS_CERT.\n`,
  );
});
