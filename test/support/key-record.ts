/** What is on a key's record, as its owner or an admin reads it. */
import type { KeyDay, KeyRequest } from '../../shared/contract/requests.ts';
import { keysAs } from './keys.ts';
import type { TestPerson } from './people.ts';
import type { TestServer } from './server.ts';

/** Newest first; the first page of at most 200. */
export async function requestsOf(
  server: Pick<TestServer, 'request'>,
  person: TestPerson,
  keyId: string,
): Promise<KeyRequest[]> {
  const { status, body } = await keysAs(server, person)<{ items: KeyRequest[] }>(
    'GET',
    keyId,
    '/requests?limit=200',
  );
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.items;
}

/** The oldest first, today last. */
export async function daysOf(
  server: Pick<TestServer, 'request'>,
  person: TestPerson,
  keyId: string,
  days: number,
): Promise<KeyDay[]> {
  const { status, body } = await keysAs(server, person)<{ items: KeyDay[] }>(
    'GET',
    keyId,
    `/days?days=${days}`,
  );
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.items;
}
