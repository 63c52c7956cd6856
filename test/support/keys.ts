import type { Key } from '../../shared/contract/keys.ts';
import type { TestPerson } from './people.ts';
import type { TestServer } from './server.ts';

export interface KeyWish {
  name?: string;
  scopes?: string[];
  expiresIn?: string;
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
