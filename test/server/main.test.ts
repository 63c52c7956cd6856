import { afterAll, expect, test, vi } from 'vitest';
import { requester } from '../support/http.ts';
import { setUp } from '../support/people.ts';
import { testFolder } from '../support/server.ts';
import { type ServerProcess, spawnServer } from '../support/server-process.ts';

// Each test starts processes, which takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
afterAll(() => vi.resetConfig());

const ADDRESS = /Keyturn is at (http:\S+)\n/;
const SETUP_CODE = /Setup code: (\S+)\n/;

const start = (dataDir: string, environment: Record<string, string> = {}) =>
  spawnServer({ KEYTURN_DATA_DIR: dataDir, ...environment });

async function addressOf(server: ServerProcess): Promise<string> {
  return (await server.waitFor(ADDRESS))[1] as string;
}

test('it prints where it is and the setup code, and nothing else', async () => {
  const server = start(await testFolder());
  await server.waitFor(SETUP_CODE);
  expect(server.printed()).toMatch(
    /^Keyturn is at http:\/\/127\.0\.0\.1:\d+\nSetup code: (\w{4}-){3}\w{4}\n$/,
  );
});

test('SIGTERM ends it with 0, and its data is kept', async () => {
  const dataDir = await testFolder();
  const first = start(dataDir);
  const address = await addressOf(first);
  const [, setupCode = ''] = await first.waitFor(SETUP_CODE);
  const ada = await setUp({ request: requester(address), setupCode });
  expect(await first.stop('SIGTERM')).toBe(0);

  const second = start(dataDir);
  const request = requester(await addressOf(second));
  expect((await request('GET', '/v1/me', { token: ada.token })).status).toBe(200);
  expect(second.printed()).not.toMatch(SETUP_CODE);
});

test('Ctrl+C ends it with 0', async () => {
  const server = start(await testFolder());
  await server.waitFor(SETUP_CODE);
  expect(await server.stop('SIGINT')).toBe(0);
});

test('a second server on the same folder is refused', async () => {
  const dataDir = await testFolder();
  const first = start(dataDir);
  const address = await addressOf(first);
  const second = start(dataDir);
  expect(await second.ended()).toBe(1);
  expect(second.printed()).toContain(dataDir);
  expect(second.printed()).not.toMatch(/^ {4}at /m);
  expect((await requester(address)('GET', '/readyz')).status).toBe(200);
});

test('a port that is taken is named', async () => {
  const first = start(await testFolder());
  const { port } = new URL(await addressOf(first));
  const second = start(await testFolder(), { PORT: port });
  expect(await second.ended()).toBe(1);
  expect(second.printed()).toContain('set PORT to another one');
  expect(second.printed()).toContain(port);
  expect(second.printed()).not.toMatch(/^ {4}at /m);
});

test('a wrong configuration is told before anything is touched', async () => {
  const server = spawnServer({ PORT: 'http', KEYTURN_DATA_DIR: '/nowhere' });
  expect(await server.ended()).toBe(1);
  expect(server.printed()).toBe(
    'PORT="http" must be a whole number from 0 (any free port) to 65535.\n',
  );
});
