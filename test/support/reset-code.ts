/** Reset codes as `keyturn reset-admin` issues them, without a process of its own. */
import { join } from 'node:path';
import { withStore } from '../../server/cli/data.ts';
import { readConfig } from '../../server/config.ts';
import { createPasswords } from '../../server/domain/people/passwords.ts';
import { recoverPerson } from '../../server/domain/people/recover.ts';
import { createRandomBytes } from '../../server/random-bytes.ts';
import { setUp, type TestPerson } from './people.ts';
import {
  CHEAP,
  startTestServer,
  type TestServer,
  type TestServerOptions,
  testFolder,
  testServer,
} from './server.ts';

/** The person's code. A server on JSON files must be closed meanwhile. */
export async function issueResetCode(
  environment: Record<string, string>,
  now: () => number,
  email: string,
): Promise<string> {
  const randomBytes = createRandomBytes();
  const passwords = await createPasswords(CHEAP, randomBytes);
  const { code } = await withStore(readConfig(environment), (store) =>
    recoverPerson({ store, now, randomBytes }, passwords, email),
  );
  return code;
}

/** A server, closed when the test ends, for which Ada, the admin, waits with a reset code. */
export async function serverWithResetCode(
  options: TestServerOptions = {},
  prepare: (server: TestServer, ada: TestPerson) => Promise<void> = async () => {},
): Promise<{ server: TestServer; ada: TestPerson; code: string }> {
  const dataDir = join(await testFolder(), 'data');
  const first = await startTestServer({ ...options, dataDir });
  const ada = await setUp(first);
  await prepare(first, ada);
  await first.close();
  const { clock } = first;
  const environment = { KEYTURN_DATA_DIR: dataDir, ...options.environment };
  const code = await issueResetCode(environment, clock.now, ada.email);
  return { server: await testServer({ ...options, dataDir, clock }), ada, code };
}
