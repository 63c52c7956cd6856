import { afterAll, beforeAll } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import type { Answer } from './http.ts';
import { invite, setApiAccess, setUp, type TestPerson } from './people.ts';
import { startTestServer, type TestServer, type TestServerOptions, testServer } from './server.ts';

export interface KeyWish {
  name?: string;
  scopes?: string[];
  expiresIn?: string;
  expiresAt?: string;
  /** For admins: whose it shall be. */
  ownerId?: string;
}

/** A new key of the person, or of whom they name; throws where the server refuses. */
export async function createKey(
  { request }: Pick<TestServer, 'request'>,
  { orgId, token }: Pick<TestPerson, 'orgId' | 'token'>,
  { name = 'Nightly report', scopes = ['tasks:read'], ...rest }: KeyWish = {},
): Promise<{ key: Key; secret: string }> {
  const { status, body } = await request<{ key: Key; secret: string }>(
    'POST',
    `/v1/orgs/${orgId}/keys`,
    { token, body: { name, scopes, ...rest } },
  );
  if (status !== 201) throw new Error(`Expected 201, got ${status}: ${JSON.stringify(body)}`);
  return body;
}

export interface OpenOrg {
  server: TestServer;
  ada: TestPerson;
  bob: TestPerson;
}

/** A server whose organisation has API access open: Ada is its admin, Bob a member. */
export async function openOrg(options?: TestServerOptions): Promise<OpenOrg> {
  return openOrgOn(await testServer(options));
}

/** One such server for all tests of a group, which leave nothing behind that matters to another. */
export function sharedOrg(options?: TestServerOptions): () => OpenOrg {
  let shared: OpenOrg | undefined;
  beforeAll(async () => {
    shared = await openOrgOn(await startTestServer(options));
  });
  afterAll(() => shared?.server.close());
  return () => shared as OpenOrg;
}

async function openOrgOn(server: TestServer): Promise<OpenOrg> {
  const ada = await setUp(server);
  await setApiAccess(server, ada, true);
  return { server, ada, bob: await invite(server, ada) };
}

/** What can be asked of one key after its id; the empty text is the key itself. */
type KeyPath =
  | ''
  | '/disable'
  | '/enable'
  | '/revoke'
  | '/regenerate'
  | `/requests${string}`
  | `/days${string}`;

/** A request about one key of the person's org: `ask('POST', key.id, '/revoke')`. */
export function keysAs(
  { request }: Pick<TestServer, 'request'>,
  { orgId, token }: Pick<TestPerson, 'orgId' | 'token'>,
) {
  return <B = Key>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    keyId: string,
    path: KeyPath = '',
    body?: unknown,
  ): Promise<Answer<B>> =>
    request<B>(method, `/v1/orgs/${orgId}/keys/${keyId}${path}`, { token, body });
}
